/* guide.css leaves the tables out of sight out of a phone's first drawing. This draws them, one in a frame, once the
 * page is quiet; with a fragment in the address at once, for the browser scrolls past them. */
"use strict";

(() => {
  const quiet = globalThis.requestIdleCallback ?? setTimeout; // Safari has none
  const tables = [...document.querySelectorAll("article table")];
  const all = () => document.documentElement.classList.add("drawn");
  const draw = () => {
    const table = tables.shift();
    if (!table) return all();
    table.style.contentVisibility = "visible";
    requestAnimationFrame(() => quiet(draw));
  };
  if (location.hash) all();
  else addEventListener("load", () => quiet(draw));
  addEventListener("hashchange", all);
})();
