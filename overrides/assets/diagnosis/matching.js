/* Matches a log against the symptoms' phrases. It uses neither the document nor the network, so a
 * browser and `python -m tests.diagnose` run this same file. Words are compared, so line ends,
 * quotes, colours and punctuation do not matter. A phrase matches where its words follow each other
 * with at most GAP other words between two of them; the words of one piece (`id-token`) are adjacent. */
"use strict";

globalThis.diagnosis = (() => {
  const { words, split } = globalThis.logWords;
  const GAP = 3; // words of the log that may be between two words of a phrase
  const ELISION = 25; // number of further words that may be at `…` in the phrase
  const NEAR = 60; // words within which an `unless` phrase cancels a match
  const SLICE = 1 << 18; // characters read between two yields
  const NEVER = -1e9; // the end of a step that has not matched yet
  const FIRST = -1; // the gap of a phrase's first step
  const KEPT = 50; // places kept per phrase, so that a repetitive log does not fill the memory

  /* A phrase's steps. `a|b* … c` has alternatives, a prefix and a gap; in a quoted message `|` and
   * `*` have no meaning. */
  function steps(phrase, quoted) {
    const found = [];
    let gap = GAP;
    for (const piece of phrase.split(/(…)|\s+/u).filter(Boolean)) {
      const choice = !quoted && /[|*]/.test(piece);
      for (const any of choice ? [piece.toLowerCase().split("|")] : words(piece).map((word) => [word])) {
        found.push({ gap, any });
        gap = 0;
      }
      gap = piece === "…" ? ELISION + gap : GAP;
    }
    return found;
  }

  const fits = (step, word) =>
    step.any.some((each) => (each.endsWith("*") ? word.startsWith(each.slice(0, -1)) : word === each));

  const KINDS = { says: "message", also: "message", means: "message", hints: "hint", unless: "cancelling" };

  /* Numbers the steps of all phrases; those of one phrase have consecutive numbers. */
  function compile(symptoms) {
    const phrases = [], every = [];
    symptoms.forEach((symptom, of) => {
      for (const [key, kind] of Object.entries(KINDS)) {
        for (const text of symptom[key] ?? []) {
          const own = steps(text, key === "says" || key === "also");
          if (own.length) phrases.push({ of, kind, size: own.length, first: every.length });
          every.push(...own);
        }
      }
    });
    const gaps = Int32Array.from(every, (step) => step.gap);
    for (const { first } of phrases) gaps[first] = FIRST;
    const lastSteps = new Map(phrases.map((phrase) => [phrase.first + phrase.size - 1, phrase]));
    return { symptoms, phrases, every, gaps, lastSteps, stepsByWord: new Map() };
  }

  /* The numbers of the steps that match a word, highest first; computed once per distinct word. */
  function stepsFor({ every, stepsByWord }, word) {
    let found = stepsByWord.get(word);
    if (!found) {
      found = Int32Array.from(every.flatMap((step, n) => (fits(step, word) ? [n] : [])).reverse());
      stepsByWord.set(word, found);
    }
    return found;
  }

  /* Advances the phrases by one word. Of several partial matches of a step only the last one counts. */
  function advance({ gaps, lastSteps }, ends, begins, numbers, at) {
    for (let i = 0; i < numbers.length; i++) {
      const n = numbers[i], gap = gaps[n];
      if (gap !== FIRST && at - ends[n - 1] - 1 > gap) continue;
      ends[n] = at;
      begins[n] = gap === FIRST ? at : begins[n - 1];
      const phrase = n + 1 === gaps.length || gaps[n + 1] === FIRST ? lastSteps.get(n) : null;
      if (!phrase) continue;
      phrase.places.push([begins[n], at]);
      ends.fill(NEVER, phrase.first, n + 1);
      if (phrase.places.length > KEPT) phrase.places.splice(1, 1); // keeps the first and the last ones
    }
  }

  /* Yields the share of the log that is read, after each slice; the caller decides when to pause. Returns the
   * ranked matches. */
  function* read(compiled, text) {
    for (const phrase of compiled.phrases) phrase.places = [];
    const size = compiled.every.length;
    const ends = new Int32Array(size).fill(NEVER), begins = new Int32Array(size);
    const log = [], offsets = [];
    for (let from = 0, next = 0; from < text.length; ) {
      const end = text.indexOf("\n", from + SLICE);
      const to = end < 0 || end - from > 4 * SLICE ? Math.min(from + SLICE, text.length) : end + 1;
      split(text, from, to, log, offsets);
      for (; next < log.length; next++) advance(compiled, ends, begins, stepsFor(compiled, log[next]), next);
      from = to;
      yield from / text.length;
    }
    return rank(compiled, log, offsets, text);
  }

  function rank(compiled, log, offsets, text) {
    const found = compiled.symptoms.map((symptom, of) => bestMatch(compiled, symptom, of)).filter(Boolean);
    found.sort((a, b) => b.strong - a.strong || b.score - a.score || b.place[0] - a.place[0]);
    return found.map(({ symptom, strong, place: [first, last] }) => ({
      symptom: symptom.symptom, url: symptom.url, description: symptom.description, strong,
      line: lines(text, offsets[first], offsets[last] + log[last].length),
    }));
  }

  /* A symptom's score: the length of its longest phrase found (a hint only when nothing else is found),
   * and a quarter for each phrase found. */
  function bestMatch(compiled, symptom, of) {
    const own = compiled.phrases.filter((phrase) => phrase.of === of);
    const cancelling = own.filter((phrase) => phrase.kind === "cancelling").flatMap((phrase) => phrase.places);
    const cancelled = ([first]) => cancelling.some(([other]) => Math.abs(other - first) <= NEAR);
    const found = own.filter((phrase) => phrase.kind !== "cancelling").map((phrase) => ({
      phrase, place: phrase.places.findLast((place) => !cancelled(place)),
    }));
    const seen = found.filter((each) => each.place);
    const messages = seen.filter((each) => each.phrase.kind === "message");
    const best = (messages.length ? messages : seen).reduce((a, b) => (!a || size(b) > size(a) ? b : a), null);
    return best && { symptom, strong: messages.length > 0, place: best.place, score: size(best) + seen.length / 4 };
  }

  const size = ({ phrase }) => phrase.size;

  /* The whole lines between two offsets, unchanged, at most 600 characters. */
  function lines(text, first, last) {
    const from = text.lastIndexOf("\n", first - 1) + 1;
    const end = text.indexOf("\n", last);
    return text.slice(from, end < 0 ? text.length : end).slice(0, 600).trim();
  }

  /* The ranked matches in one call, for a caller without a page to render. */
  function matches(compiled, text) {
    const reading = read(compiled, text);
    let step = reading.next();
    while (!step.done) step = reading.next();
    return step.value;
  }

  return { compile, read, matches };
})();
