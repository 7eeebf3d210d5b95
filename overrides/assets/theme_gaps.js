/* The theme puts a landmark around the button of each block, all without a name. They are no landmarks. */
"use strict";

new MutationObserver(() => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
}).observe(document.body, { childList: true, subtree: true });
