/* Finds phrases in a log. Words are compared, so line ends, quotes, colours and punctuation do not matter.
 * A phrase is found where its words follow each other with at most GAP other words between two of them;
 * the words of one piece (`id-token`) are adjacent. */
"use strict";

globalThis.logPhrases = (() => {
  const { words, split } = globalThis.logWords;
  const GAP = 3; // words of the log that may be between two words of a phrase
  const ELISION = 25; // number of further words that may be at `…` in the phrase
  const SLICE = 1 << 18; // characters read between two yields
  const NEVER = -1e9; // the end of a step that has not matched yet
  const FIRST = -1; // the gap of a phrase's first step
  const KEPT = 50; // places kept per phrase, so that a repetitive log does not fill the memory
  const STRIDE = 20; // words between two places of a phrase that is kept `everywhere`

  /* A phrase's steps. `a|b* … c` has alternatives, a prefix and a gap; in a quoted message `|` and
   * `*` have no meaning. */
  function steps({ text, quoted }) {
    const found = [];
    let gap = GAP;
    for (const piece of text.split(/(…)|\s+/u).filter(Boolean)) {
      const choice = !quoted && /[|*]/.test(piece);
      const own = choice ? [piece.toLowerCase().split("|")] : words(piece).map((word) => [word]);
      for (const any of own) {
        found.push({ gap, any });
        gap = 0;
      }
      if (own.length) gap = GAP; // a quote or a bracket beside `…` leaves its gap
      else if (piece === "…") gap += ELISION;
    }
    return found;
  }

  const fits = (step, word) =>
    step.any.some((each) => (each.endsWith("*") ? word.startsWith(each.slice(0, -1)) : word === each));

  /* Numbers the steps of all phrases; those of one phrase have consecutive numbers. Adds each phrase's `size`. */
  function compile(texts) {
    const phrases = [], every = [];
    for (const each of texts) {
      const own = steps(each);
      if (own.length) phrases.push({ ...each, size: own.length, first: every.length });
      every.push(...own);
    }
    const gaps = Int32Array.from(every, (step) => step.gap);
    for (const { first } of phrases) gaps[first] = FIRST;
    const lastSteps = new Map(phrases.map((phrase) => [phrase.first + phrase.size - 1, phrase]));
    return { phrases, every, gaps, lastSteps, stepsByWord: new Map() };
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
      ends.fill(NEVER, phrase.first, n + 1);
      if (phrase.everywhere && at - (phrase.places.at(-1)?.[0] ?? NEVER) < STRIDE) continue;
      phrase.places.push([begins[n], at]);
      if (phrase.everywhere) continue;
      if (phrase.places.length > KEPT) phrase.places.splice(1, 1); // keeps the first and the last ones
    }
  }

  /* Fills each phrase's `places`, pairs of numbers of words. Yields the share of the log that is read, after each
   * slice; the caller decides when to pause. Returns the lines of a place, as text (`linesAt`) and as the numbers of their first and last words (`wordsAt`). */
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
    return {
      linesAt: ([first, last]) => text.slice(...lineEnds(text, offsets[first], offsets[last] + log[last].length)),
      wordsAt([first, last]) {
        const [from, end] = lineEnds(text, offsets[first], offsets[last]);
        return [atLeast(offsets, from), atLeast(offsets, end) - 1];
      },
    };
  }

  /* Where the whole lines between two offsets begin and end. */
  function lineEnds(text, first, last) {
    const end = text.indexOf("\n", last);
    return [text.lastIndexOf("\n", first - 1) + 1, end < 0 ? text.length : end];
  }

  /* The index of the first of the sorted numbers that is at least this; their count when none is. */
  function atLeast(numbers, least) {
    let low = 0, high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return { compile, read, atLeast };
})();
