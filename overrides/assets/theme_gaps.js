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
