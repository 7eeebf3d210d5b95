/* The box for the reader's own names: kept in this browser, shared in the fragment of a link, which no
 * server is sent. */
"use strict";

(() => {
  const names = globalThis.names;
  const KEY = "own-names"; // in localStorage
  const LINK = "#names?"; // the fragment of a shared link; the names follow as in a query
  const { ours, labels } = names.table;
  const places = Object.keys(labels);
  const pick = (identity) => Object.fromEntries(places.map((place) => [place, identity[place]]));
  const same = (one, other) => places.every((place) => one[place] === other[place]);
  let given = stored();
  let notice = "";

  /* Storage is full, or the reader's browser keeps none: the names then last as long as the page. */
  function attempt(act) {
    try {
      return act();
    } catch {
      return null;
    }
  }

  function stored() {
    const kept = attempt(() => JSON.parse(localStorage.getItem(KEY)));
    return kept && !Object.keys(names.problems(kept)).length ? pick(kept) : null;
  }

  function keep(identity) {
    given = identity && !same(identity, ours) ? identity : null;
    attempt(() => (given ? localStorage.setItem(KEY, JSON.stringify(given)) : localStorage.removeItem(KEY)));
  }

  function fromLink() {
    if (!location.hash.startsWith(LINK)) return;
    const asked = { ...ours, ...Object.fromEntries(new URLSearchParams(location.hash.slice(LINK.length))) };
    const wrong = Object.keys(names.problems(asked));
    notice = wrong.length
      ? `The link is not used: ${wrong.map((place) => labels[place]).join(", ")} is not a possible name.`
      : "The names come from a link.";
    if (!wrong.length) keep(pick(asked));
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  function shareable() {
    const changed = places.filter((place) => given && given[place] !== ours[place]);
    const query = new URLSearchParams(changed.map((place) => [place, given[place]]));
    return `${location.origin}${location.pathname}${LINK}${query}`;
  }

  function open(box) {
    const field = (place) => box.querySelector(`[name="${place}"]`);
    const status = box.querySelector('[role="status"]');
    const say = (text) => (status.textContent = text);

    const draw = () => {
      for (const place of places) field(place).value = (given ?? ours)[place];
      mark({});
      box.querySelector(".names-box__whose").textContent = given
        ? `This page shows your names: ${given.owner}/${given.repository}.`
        : `This page shows the names of ${ours.owner}/${ours.repository}.`;
      box.querySelector(".names-box__do").textContent = given ? "Change them" : "Use your own names";
      for (const button of box.querySelectorAll("button")) button.disabled = !given;
    };

    const mark = (problems) => {
      for (const place of places) {
        const text = problems[place] ?? "";
        field(place).toggleAttribute("aria-invalid", Boolean(text));
        document.getElementById(`${field(place).id}-problem`).textContent = text;
      }
    };

    box.addEventListener("submit", (event) => event.preventDefault()); // Enter in a field
    box.addEventListener("input", ({ target }) => {
      const wanted = Object.fromEntries(places.map((place) => [place, field(place).value.trim()]));
      const before = given ?? ours;
      if (target.name === "package" && before.module === names.distribution(before.package)) {
        field("module").value = wanted.module = names.distribution(wanted.package);
      }
      const problems = names.problems(wanted);
      mark(problems);
      if (Object.keys(problems).length) return say("The page keeps the names that it had.");
      keep(wanted);
      names.show(given);
      const { value, selectionStart } = target;
      draw();
      target.value = value;
      target.setSelectionRange(selectionStart, selectionStart);
      say(given ? "The page shows your names." : "");
    });
    box.querySelector(".names-box__reset").addEventListener("click", () => {
      keep(null);
      names.show(given);
      draw();
      say("The page shows the guide's names.");
      box.querySelector("summary").focus();
    });
    box.querySelector(".names-box__link").addEventListener("click", async () => {
      const link = shareable();
      const copied = await attempt(() => navigator.clipboard.writeText(link).then(() => true))?.catch(() => false);
      say(copied ? "The link is copied. It shows your names to whoever opens it." : link);
    });
    draw();
    say(notice);
    if (notice) box.open = true;
    notice = "";
  }

  function start() {
    fromLink();
    names.show(given);
    document.querySelectorAll(".names-box").forEach(open);
  }

  /* Material announces each page that it shows, also without a new load. */
  globalThis.document$.subscribe(start);
  addEventListener("hashchange", () => location.hash.startsWith(LINK) && location.reload());
})();
