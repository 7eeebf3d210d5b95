/* Ranks the pages that match a log. It uses neither the document nor the network, so a browser and
 * `python -m tests.diagnose` run this same file. */
"use strict";

globalThis.diagnosis = (() => {
  const { logPhrases, logClaims } = globalThis;
  const NEAR = 60; // words within which an `unless` phrase takes a loose match back
  const CLOSE = 0.8; // the share of the best score from which another page is as likely
  const LONGEST = 600; // characters of an extract
  const ONE_OR_TWO_LINES = /^[^\n]*(?:\n[^\n]*)?$/, HOST = /\b(?:upload|test)\.pypi\.org\b/;
  /* What only quotes a message: an entry of a changelog (with a number, an author, a conventional commit's type, or
   * what was done), or a line of pytest's report. */
  const ENTRY = new RegExp(
    "^(?:\\S+Z )?E {3,}\\S|" +
      "^\\s*[-*+] (?:.*\\(\\[?#\\d+|.*by @\\S+ in http|" +
      "(?:feat|fix|docs|ci|cli|build|chore|tests?|refactor|perf|style|revert|deps)(?:\\([\\w-]+\\))?!?: |" +
      "(?:Add|Fix|Show|Skip|Retry|Remove|Improve|Support|Handle|Update|Print|Raise|Explain)(?:e?[sd])?\\b)",
    "m",
  );
  const QUOTED = ["says", "also"], LOOSE = ["means", "hints", "unless"];

  /* `symptoms` are the rows of the pages, `unless` what takes loose matches of all pages back, and `elsewhere` the
   * publishers that this guide is not about. */
  function compile({ symptoms, unless, elsewhere }) {
    const texts = unless.map((text) => ({ kind: "common", text, everywhere: true }));
    const add = (of, kind, list, more) => texts.push(...(list ?? []).map((text) => ({ of, kind, text, ...more })));
    symptoms.forEach((symptom, of) => {
      for (const key of QUOTED) add(of, key, symptom[key], { quoted: true });
      for (const key of LOOSE) add(of, key, symptom[key], { everywhere: key === "unless" });
      (symptom.tabs ?? []).forEach((tab, number) => {
        add(of, "tab", tab.when.filter((when) => !logClaims.isCondition(when)), { number });
      });
    });
    elsewhere.forEach((publisher, of) => add(of, "elsewhere", publisher.means));
    return { ...logPhrases.compile(texts), symptoms, elsewhere };
  }

  /* Yields as `logPhrases.read` does. Returns the ranked matches, and the publishers elsewhere. */
  function* read(compiled, text) {
    const places = yield* logPhrases.read(compiled, text);
    const of = (kind) => compiled.phrases.filter((phrase) => phrase.kind === kind);
    const common = firstWords(of("common"));
    const found = compiled.symptoms.map((symptom, n) => bestMatch(compiled, symptom, n, common, places));
    const others = new Set(of("elsewhere").filter((phrase) => phrase.places.length).map((phrase) => phrase.of));
    return {
      matches: ranked(found.filter(Boolean)).map((each) => answer(compiled, each, text, places)),
      elsewhere: [...others].map((n) => ({ name: compiled.elsewhere[n].name, url: compiled.elsewhere[n].url })),
    };
  }

  const firstWords = (phrases) => phrases.flatMap(({ places }) => places.map(([first]) => first)).sort((a, b) => a - b);
  const hasOne = (sorted, [from, to]) => sorted[logPhrases.atLeast(sorted, from)] <= to;
  const isUpload = (lines) => ONE_OR_TWO_LINES.test(lines) && HOST.test(lines);
  const around = ([first]) => [first - NEAR, first + NEAR];

  /* A symptom's match: its longest phrase found (a hint only when nothing else is found). Words nearby take a loose
   * match back; those for all pages do so except on a line about an upload. A quoted message stays, but for words on
   * its own lines; near the page's own `unless` it yields to other pages. */
  function bestMatch({ phrases }, symptom, n, common, { linesAt, wordsAt }) {
    const own = phrases.filter((phrase) => phrase.of === n && phrase.kind !== "elsewhere");
    const unless = firstWords(own.filter((phrase) => phrase.kind === "unless"));
    const stays = (place, range) =>
      !ENTRY.test(linesAt(place)) && !hasOne(unless, range(place)) && (!hasOne(common, range(place)) || isUpload(linesAt(place)));
    const seen = [];
    for (const { kind, quoted, size, places } of own) {
      if (kind === "unless" || kind === "tab") continue;
      const place = places.findLast((each) => stays(each, around)) ??
        (quoted ? places.findLast((each) => stays(each, wordsAt)) : null);
      if (place) seen.push({ kind, quoted, size, place, yields: hasOne(unless, around(place)) });
    }
    const firm = seen.filter((each) => !each.yields), messages = firm.filter((each) => each.kind !== "hints");
    const choice = [messages, firm, seen].find((list) => list.length);
    if (!choice) return null;
    const best = choice.reduce((a, b) => (b.size - a.size || Boolean(b.quoted) - Boolean(a.quoted)) > 0 ? b : a);
    return { ...best, symptom, n, strong: best.kind !== "hints", score: best.size + seen.length / 4 + (best.quoted ? 1 : 0) };
  }

  /* The likeliest first. As likely as the first is what scores nearly as much, or is quoted on other lines. A run in
   * which nothing failed has no message, so pages about such runs are behind one whose message is found. */
  function ranked(found) {
    const message = found.some((each) => each.quoted && !each.yields && !each.symptom.silent);
    const behind = (each) => each.yields || (message && each.symptom.silent);
    found.sort((a, b) =>
      behind(a) - behind(b) || b.strong - a.strong || b.score - a.score || b.place[0] - a.place[0]);
    const [best] = found;
    const apart = ({ place: [first, last] }) => last < best.place[0] || first > best.place[1];
    for (const each of found) {
      const equal = each.strong && !each.yields && (each.score >= CLOSE * best.score || (each.quoted && apart(each)));
      each.likely = each === best || equal || (!best.strong && each.score >= CLOSE * best.score);
    }
    return found;
  }

  function answer({ phrases }, { symptom, n, strong, likely, place }, text, { linesAt }) {
    const shown = phrases.filter((phrase) => phrase.of === n && phrase.kind === "tab" && phrase.places.length);
    const claims = symptom.tabs?.length ? logClaims.read(text) : null;
    const fits = (tab, number) =>
      shown.some((phrase) => phrase.number === number) ||
      tab.when.some((when) => logClaims.isCondition(when) && logClaims.hold(claims, when));
    return {
      symptom: symptom.symptom, title: symptom.title, url: symptom.url, description: symptom.description, strong, likely,
      tabs: (symptom.tabs ?? []).filter(fits).map(({ name, url }) => ({ name, url })),
      line: linesAt(place).slice(0, LONGEST).trim(),
    };
  }

  /* What `read` returns in one call, for a caller without a page to render. */
  function matches(compiled, text) {
    const reading = read(compiled, text);
    let step = reading.next();
    while (!step.done) step = reading.next();
    return step.value;
  }

  return { compile, read, matches };
})();
