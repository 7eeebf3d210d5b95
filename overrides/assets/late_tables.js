/* guide.css leaves the tables out of sight out of a phone's first drawing. This draws them, one in a frame, once the
 * page is quiet. */
"use strict";

(() => {
  const quiet = globalThis.requestIdleCallback ?? setTimeout; // Safari has none
  const tables = [...document.querySelectorAll("article table")];
  const draw = () => {
    const table = tables.shift();
    if (!table) return document.documentElement.classList.add("drawn");
    table.style.contentVisibility = "visible";
    requestAnimationFrame(() => quiet(draw));
  };
  addEventListener("load", () => quiet(draw));
})();
