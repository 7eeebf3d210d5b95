/* The names of one project, and the rules that each has to keep: the same as hooks/facts/identity.py.
 * `globalThis.names.table` has the rules; the build writes it into table.js. */
"use strict";

(() => {
  const names = (globalThis.names ??= {});
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`);

  /* The forms of a package's name, as in hooks/facts/package_names.py. */
  const normalized = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();
  const uploaded = (name) => name.replace(/[^A-Za-z0-9.]+/g, "-");
  const swapcase = (text) =>
    text.replace(/[a-z]/gi, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));
  names.distribution = (name) => normalized(name).replaceAll("-", "_");

  /* The names of an identity, and those that follow from them, by the name in a template's braces. */
  names.fields = (identity) => ({
    ...identity,
    normalized: normalized(identity.package),
    distribution: names.distribution(identity.package),
    uploaded: uploaded(identity.package),
    owner_respelt: swapcase(identity.owner),
    pypi_stored: identity.pypi.toLowerCase(),
  });

  /* What is wrong with each name, by its place: {} when nothing is. */
  names.problems = (identity) => {
    const problems = {};
    for (const [place, rule] of Object.entries(names.table.places)) {
      const name = identity[place];
      if (typeof name !== "string" || !whole(rule.pattern).test(name) || name.length > rule.longest) {
        problems[place] = `Use ${rule.means}.`;
      } else if (names.table.notText.some((pattern) => whole(pattern).test(name))) {
        problems[place] = "YAML reads this as a number, a boolean or nothing.";
      }
    }
    if (!problems.pypi && identity.testpypi.toLowerCase() === identity.pypi.toLowerCase()) {
      problems.pypi = "Give each environment its own name.";
    }
    return problems;
  };
})();
