/* What is typed into the search, as a query that finds whole messages and settings: `id-token: write`, `400 …`.
 * The theme takes a colon for the name of a field and each word for a beginning: `to` finds `token`. */
"use strict";

(() => {
  const EXACT = 6; // how much more a whole word counts than a beginning
  const SHORT = 3; // characters; shorter words are found as they are, and not as beginnings

  /* `isCommon` is lunr's filter: the index holds no word for which it returns nothing. */
  self.searchQuery = (typed, separator, isCommon) => {
    const words = typed.toLowerCase().split(new RegExp(separator)).map(plain).filter(Boolean);
    const telling = words.filter((word) => isCommon(word));
    return [...new Set(telling.length ? telling : words)].flatMap(clauses).join(" ");
  };

  /* lunr's own operators are no part of what people look for. */
  const plain = (word = "") => word.replace(/^[+\-.]+|[*~^:.]+/g, "");

  function clauses(word) {
    if (word.length < SHORT) return [`${word}^${EXACT}`];
    return [`${word}^${EXACT}`, `${singular(word)}*`];
  }

  const singular = (word) => (/[^s]s$/.test(word) && word.length > SHORT ? word.slice(0, -1) : word);
})();
