/* Which symptoms a log shows. No document, no network: a browser and `python -m tests.diagnose`
 * run this same file. Words are compared, so line ends, quotes, colours and punctuation do not
 * matter; a phrase is found where its words follow each other with at most GAP others between,
 * those of one piece (`id-token`) with none. */
"use strict";

globalThis.diagnosis = (() => {
  const { words, split } = globalThis.logWords;
  const GAP = 3; // words of a log that may stand between two of a phrase
  const ELISION = 25; // the same where a phrase has `…`
  const NEAR = 60; // words between a match and the `unless` that takes it back
  const SLICE = 1 << 18; // characters that are read between two breaths
  const NEVER = -1e9; // where a step that was not reached has ended
  const FIRST = -1; // what the first step of a phrase has for a gap
  const KEPT = 50; // places that are remembered for a phrase; a log may repeat itself for ever

  /* `a|b* … c`: alternatives, beginnings, and a gap; the words of a quotation are only words. */
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

  const KINDS = { says: "said", also: "said", means: "said", hints: "hint", unless: "unless" };

  /* Every step of every phrase has a number; those of a phrase follow each other. */
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
    const gaps = Int32Array.from(every, (step) => step.gap); // FIRST, for the step that opens a phrase
    for (const { first } of phrases) gaps[first] = FIRST;
    const closes = new Map(phrases.map((phrase) => [phrase.first + phrase.size - 1, phrase]));
    return { symptoms, phrases, every, gaps, closes, taken: new Map() };
  }

  /* The numbers of the steps that take a word, last steps first; each different word is asked once. */
  function takes({ every, taken }, word) {
    let found = taken.get(word);
    if (!found) {
      found = Int32Array.from(every.flatMap((step, n) => (fits(step, word) ? [n] : [])).reverse());
      taken.set(word, found);
    }
    return found;
  }

  /* One more word. Of each phrase's beginnings only the one that ended last can still matter. */
  function look({ gaps, closes }, ends, begins, numbers, at) {
    for (let i = 0; i < numbers.length; i++) {
      const n = numbers[i], gap = gaps[n];
      if (gap !== FIRST && at - ends[n - 1] - 1 > gap) continue;
      ends[n] = at;
      begins[n] = gap === FIRST ? at : begins[n - 1];
      const phrase = n + 1 === gaps.length || gaps[n + 1] === FIRST ? closes.get(n) : null;
      if (!phrase) continue;
      phrase.places.push([begins[n], at]);
      ends.fill(NEVER, phrase.first, n + 1);
      if (phrase.places.length > KEPT) phrase.places.splice(1, 1); // the first and the last ones
    }
  }

  /* Reads a log; yields between slices, so that a page can breathe; returns the ranked matches. */
  function* read(compiled, text) {
    for (const phrase of compiled.phrases) phrase.places = [];
    const size = compiled.every.length;
    const ends = new Int32Array(size).fill(NEVER), begins = new Int32Array(size);
    const log = [], offsets = [];
    for (let from = 0, looked = 0; from < text.length; ) {
      const end = text.indexOf("\n", from + SLICE);
      const to = end < 0 || end - from > 4 * SLICE ? Math.min(from + SLICE, text.length) : end + 1;
      split(text, from, to, log, offsets);
      for (; looked < log.length; looked++) look(compiled, ends, begins, takes(compiled, log[looked]), looked);
      from = to;
      yield from / text.length;
    }
    return rank(compiled, log, offsets, text);
  }

  function rank(compiled, log, offsets, text) {
    const found = compiled.symptoms.map((symptom, of) => judge(compiled, symptom, of)).filter(Boolean);
    found.sort((a, b) => b.strong - a.strong || b.score - a.score || b.place[0] - a.place[0]);
    return found.map(({ symptom, strong, place: [first, last] }) => ({
      symptom: symptom.symptom, url: symptom.url, description: symptom.description, strong,
      line: lines(text, offsets[first], offsets[last] + log[last].length),
    }));
  }

  /* The best phrase of a symptom, and a little for each other one. */
  function judge(compiled, symptom, of) {
    const own = compiled.phrases.filter((phrase) => phrase.of === of);
    const vetoes = own.filter((phrase) => phrase.kind === "unless").flatMap((phrase) => phrase.places);
    const near = ([first]) => vetoes.some(([veto]) => Math.abs(veto - first) <= NEAR);
    const held = own.filter((phrase) => phrase.kind !== "unless").map((phrase) => ({
      phrase, place: phrase.places.findLast((place) => !near(place)),
    }));
    const seen = held.filter((each) => each.place);
    const said = seen.filter((each) => each.phrase.kind === "said");
    const best = (said.length ? said : seen).reduce((a, b) => (!a || size(b) > size(a) ? b : a), null);
    return best && { symptom, strong: said.length > 0, place: best.place, score: size(best) + seen.length / 4 };
  }

  const size = ({ phrase }) => phrase.size;

  /* The whole lines between two offsets, as they were pasted. */
  function lines(text, first, last) {
    const from = text.lastIndexOf("\n", first - 1) + 1;
    const end = text.indexOf("\n", last);
    return text.slice(from, end < 0 ? text.length : end).slice(0, 600).trim();
  }

  /* All at once, for a caller that need not breathe. */
  function matches(compiled, text) {
    const reading = read(compiled, text);
    let step = reading.next();
    while (!step.done) step = reading.next();
    return step.value;
  }

  return { compile, read, matches };
})();
