/* Adds to the link "Is this page wrong?" the heading that the reader means: the one above the selected text,
 * else the one whose address the reader opened, else the last one above the middle of the window. */
"use strict";

(() => {
  let opened = "";
  const remember = () => (opened = decodeURIComponent(location.hash.slice(1)));
  const headings = () => [...document.querySelectorAll("article :is(h2, h3, h4)[id]")];
  const text = (heading) =>
    [...heading.childNodes].filter((node) => !node.matches?.(".headerlink")).map((node) => node.textContent).join("");

  function meant() {
    const all = headings(), selected = getSelection();
    const before = (heading) =>
      heading.compareDocumentPosition(selected.anchorNode) & Node.DOCUMENT_POSITION_FOLLOWING ||
      heading.contains(selected.anchorNode);
    if (!selected.isCollapsed) return all.filter(before).at(-1);
    const above = (heading) => heading.getBoundingClientRect().top < innerHeight / 2;
    return all.find((heading) => heading.id === opened) ?? all.filter(above).at(-1);
  }

  for (const event of ["pointerdown", "focusin", "click"]) {
    document.addEventListener(event, ({ target }) => {
      const link = target.closest?.(".page-foot__wrong");
      if (!link) return;
      const address = new URL(link.href), heading = meant();
      if (heading) address.searchParams.set("heading", text(heading).trim());
      link.href = address;
    });
  }
  addEventListener("hashchange", remember);
  globalThis.document$.subscribe(remember);
})();
