/* The theme puts a landmark around the button of each block, all without a name. They are no landmarks. */
"use strict";

new MutationObserver(() => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
}).observe(document.body, { childList: true, subtree: true });

/* The theme takes the focus away after each change of the address, so the next Tab would start anew. */
addEventListener(
  "click",
  (event) => {
    const skip = event.target.closest(".md-skip");
    if (!skip) return;
    event.preventDefault();
    event.stopPropagation();
    document.querySelector(skip.hash).focus();
  },
  true,
);

/* On a phone, guide.css leaves the tables out of sight undrawn. Each is drawn in a frame of its own once the page is
 * quiet; all at once when the address has a fragment, for the browser scrolls past them. */
(() => {
  const quiet = globalThis.requestIdleCallback ?? setTimeout; // Safari has none
  const tables = [...document.querySelectorAll("article table")];
  const root = document.documentElement;
  const done = () => root.toggleAttribute("data-drawn", true); // no style asks for it
  const all = () => {
    root.classList.add("drawn");
    done();
  };
  const draw = () => {
    const table = tables.shift();
    if (!table) return done();
    table.style.contentVisibility = "visible";
    requestAnimationFrame(() => quiet(draw));
  };
  if (location.hash) all();
  else addEventListener("load", () => quiet(draw));
  addEventListener("hashchange", all);
})();
