/* On the 404 page: links the pages whose addresses share most words with the one that was asked for. */
"use strict";

(() => {
  const SHOWN = 3;
  const MARKS = /\.html?$|\.md$|\/index$/;
  const words = (path) => new Set(path.toLowerCase().replace(MARKS, "").split(/[^a-z0-9]+/).filter(Boolean));
  const begins = (one, other) => one.length > 3 && other.length > 3 && (one.startsWith(other) || other.startsWith(one));
  const same = (one, other) => one === other || begins(one, other);

  /* Twice the shared words by all words, as Dice's coefficient; words of the site's own path do not count. */
  function likeness(asked, path) {
    const other = [...words(path)];
    const shared = [...asked].filter((word) => other.some((each) => same(word, each))).length;
    return (2 * shared) / (asked.size + other.length);
  }

  const base = new URL(document.querySelector(".log-box").dataset.base + "/", location);
  const below = (path) => decodeURIComponent(path).replace(base.pathname, "");
  const asked = words(below(location.pathname));
  const found = [...document.querySelectorAll(".md-nav--primary a.md-nav__link[href]")]
    .map((link) => ({ link, score: likeness(asked, below(new URL(link.href).pathname)) }))
    .filter(({ score }) => score >= 0.5)
    .sort((one, other) => other.score - one.score)
    .slice(0, SHOWN);
  if (!found.length) return;
  const box = document.getElementById("nearest");
  const links = found.map(({ link }) =>
    Object.assign(document.createElement("a"), { href: link.href, textContent: link.textContent.trim() }));
  box.querySelector("span").append(...links.flatMap((link, place) => (place ? [" or ", link] : [link])));
  box.hidden = false;
})();
