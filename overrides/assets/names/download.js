/* Puts the reader's names into a file before it is downloaded. Without JavaScript, or from a disk, where no
 * script may read a file, the file comes as it is. */
"use strict";

(() => {
  const names = globalThis.names;

  async function download(link, identity) {
    const text = await (await fetch(link.href)).text();
    const own = names.edited(text, names.substitution(names.table.ours, identity)(text));
    const address = URL.createObjectURL(new Blob([own], { type: "application/yaml" }));
    Object.assign(document.createElement("a"), { href: address, download: identity.workflow }).click();
    URL.revokeObjectURL(address);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("article a[download]");
    const identity = names.shown;
    if (!link || !identity || location.protocol === "file:") return;
    event.preventDefault();
    download(link, identity);
  });
})();
