/* Splits a log into words; colours, times, step names and markup between them are dropped. */
"use strict";

globalThis.logWords = (() => {
  /* Text that may be between the words of a message; each alternative begins with one of SIGNS. */
  const NOISE = new RegExp(
    [
      "(?:\\x1b|\\^\\[|\\\\(?:u001b|x1b|033|e))(?:\\[[0-9;?]*[A-Za-z]|\\][^\\x07\\n]*\\x07)", // ANSI
      "\\[\\d{1,3}(?:;\\d{1,3})*m", // ANSI whose escape character was lost
      "%0[ADad]|%25|%09|\\\\[nrt]|&#?\\w{2,6};", // escaped line ends, tabs, percent signs, entities
      "% *[|━█▏╸][^\\n]*", // the rest of a progress bar
      "</?(?:html|head|title|body|h1|br|p|a|pre|code|div|span)\\b[^<>\\n]{0,200}>",
    ].join("|"),
    "y",
  );
  const SIGNS = new Set([..."\x1b^\\[%&<"].map((sign) => sign.charCodeAt(0)));
  const WHEN = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]*(?:Z|[+-]\d\d:?\d\d)?/y;
  const STEP = /[^\t\n]{1,120}\t[^\t\n]{1,200}\t(?=\ufeff?\d{4}-)/y; // job and step, as gh prints them
  const LETTER = /[\p{L}\p{N}]/u;
  const WORD = /[\p{L}\p{N}]+/gu;
  const NEWLINE = 10, ASCII = 128;

  const words = (text) => text.toLowerCase().match(WORD) ?? [];
  const isWord = (code, text, at) =>
    (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58) ||
    (code >= ASCII && LETTER.test(text[at]));

  /* The end of the sticky expression's match at `at`; `at` when there is no match. */
  function past(expression, text, at) {
    expression.lastIndex = at;
    return expression.test(text) ? expression.lastIndex : at;
  }

  /* Appends the words of text[from, to) to `log`, and the offset of each to `offsets`. */
  function split(text, from, to, log, offsets) {
    let at = past(STEP, text, from);
    while (at < to) {
      const code = text.charCodeAt(at);
      if (isWord(code, text, at)) {
        const begin = at;
        if (code === 49 || code === 50) at = past(WHEN, text, at); // years begin with 1 or 2
        if (at > begin) continue;
        do at++; while (at < to && isWord(text.charCodeAt(at), text, at));
        log.push(text.slice(begin, at).toLowerCase());
        offsets.push(begin);
      } else if (code === NEWLINE) at = past(STEP, text, at + 1);
      else at = SIGNS.has(code) ? Math.max(past(NOISE, text, at), at + 1) : at + 1;
    }
  }

  return { words, split };
})();
