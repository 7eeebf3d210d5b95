/* Which symptoms a log shows. No document, no network: a browser and `python -m tests.diagnose`
 * run this same file. Words are compared, so line ends, quotes, colours and punctuation do not
 * matter; a phrase is found where its words follow each other with at most GAP others between,
 * those of one piece (`id-token`) with none. */
"use strict";

globalThis.diagnosis = (() => {
  const { words, split } = globalThis.logWords;
  const GAP = 3; // words of a log that may stand between two of a phrase
  const ELISION = 25; // the same where a phrase has `…`
  const NEAR = 40; // words between a match and the `unless` that takes it back
  const SLICE = 1 << 18; // characters that are read between two breaths
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

  function compile(symptoms) {
    const phrases = [];
    symptoms.forEach((symptom, of) => {
      for (const [key, kind] of Object.entries(KINDS)) {
        for (const phrase of symptom[key] ?? []) {
          const all = steps(phrase, key === "says" || key === "also");
          if (all.length) phrases.push({ of, kind, steps: all });
        }
      }
    });
    return { symptoms, phrases, taken: new Map() };
  }

  /* Which steps of which phrases take a word, last steps first; each different word is asked once. */
  function takes(compiled, word) {
    let found = compiled.taken.get(word);
    if (!found) {
      found = compiled.phrases.flatMap((phrase) =>
        phrase.steps.flatMap((step, n) => (fits(step, word) ? [{ phrase, n, gap: step.gap }] : [])).reverse(),
      );
      compiled.taken.set(word, found);
    }
    return found;
  }

  /* One more word. Of each phrase's beginnings only the one that ended last can still matter. */
  function look(compiled, word, at) {
    for (const { phrase, n, gap } of takes(compiled, word)) {
      const { ends, begins } = phrase;
      if (n > 0 && at - ends[n - 1] - 1 > gap) continue;
      ends[n] = at;
      begins[n] = n ? begins[n - 1] : at;
      if (n < ends.length - 1) continue;
      phrase.places.push([begins[n], at]);
      ends.fill(-Infinity);
      if (phrase.places.length > KEPT) phrase.places.splice(1, 1); // the first and the last ones
    }
  }

  /* Reads a log; yields between slices, so that a page can breathe; returns the ranked matches. */
  function* read(compiled, text) {
    for (const phrase of compiled.phrases) {
      const none = phrase.steps.map(() => -Infinity);
      Object.assign(phrase, { places: [], ends: none, begins: [...none] });
    }
    const log = [], offsets = [];
    for (let from = 0, looked = 0; from < text.length; ) {
      const end = text.indexOf("\n", from + SLICE);
      const to = end < 0 || end - from > 4 * SLICE ? Math.min(from + SLICE, text.length) : end + 1;
      split(text, from, to, log, offsets);
      for (; looked < log.length; looked++) look(compiled, log[looked], looked);
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

  const size = ({ phrase }) => phrase.steps.length;

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
