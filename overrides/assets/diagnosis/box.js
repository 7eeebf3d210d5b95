/* The box for a log: matches on every input, in slices, so that megabytes do not freeze the page.
 * Pasted text reaches the page through textContent only, so its markup is never interpreted. */
"use strict";

(() => {
  const MAX_SHOWN = 5; // matches
  const SLICES_PER_FRAME = 24; // slices of 256 KB between two pauses for rendering: a quarter of a second
  const INLINE = 1 << 20; // characters; a longer file is matched, but not shown in the box
  const KEPT = "pasted-log"; // in sessionStorage: for a reader who comes back from a page to the next match
  const box = document.querySelector(".log-box");
  const byId = (id) => document.getElementById(id);
  const [log, file, status] = ["log", "log-file", "log-status"].map(byId);
  const [elsewhere, list, none] = ["elsewhere", "matches", "no-match"].map(byId);
  let compiled = null; // of the page's patterns; compiling them takes a phone 0.1 s, so it waits for a log
  let newest = 0; // number of the newest run; an older run stops at its next pause

  const pause = () => new Promise((resolve) => setTimeout(resolve));

  async function show(text) {
    const own = ++newest;
    compiled ??= globalThis.diagnosis.compile(JSON.parse(byId("patterns").textContent));
    const reading = globalThis.diagnosis.read(compiled, text);
    let step = reading.next();
    for (let slices = 1; !step.done; slices++, step = reading.next()) {
      if (slices % SLICES_PER_FRAME) continue;
      await pause();
      if (own !== newest) return;
    }
    draw(text.trim() ? step.value : null);
  }

  /* null: the box is empty. */
  function draw(answer) {
    const found = answer?.matches.slice(0, MAX_SHOWN) ?? [];
    const likely = found.filter((each) => each.likely), others = found.filter((each) => !each.likely);
    list.replaceChildren(...listed("ol", likely, full));
    if (others.length) list.append(paragraph("Less likely:"), ...listed("ul", others, short));
    list.hidden = !found.length;
    none.hidden = !answer || found.length > 0;
    status.textContent = none.hidden ? said(likely) : "No page of this guide matches these lines.";
    elsewhere.hidden = !answer?.elsewhere.length;
    elsewhere.replaceChildren(...(answer?.elsewhere ?? []).flatMap(publisher));
  }

  function said(likely) {
    if (likely.length > 1) return `${likely.length} pages fit, the likeliest first:`;
    return likely.map((each) => (each.strong ? "One page fits:" : "One page may fit:")).join("");
  }

  function listed(kind, found, item) {
    const items = document.createElement(kind);
    items.append(...found.map(item));
    return found.length ? [items] : [];
  }

  function full({ title, url, line, tabs }) {
    const item = document.createElement("li"), seen = document.createElement("pre");
    seen.textContent = line;
    item.append(link(url, title), ...tabs.map(cause), seen);
    return item;
  }

  function short({ title, url }) {
    const item = document.createElement("li");
    item.append(link(url, title));
    return item;
  }

  function cause({ name, url }) {
    const shown = paragraph("Your log shows the cause: ");
    shown.append(link(url, name));
    return shown;
  }

  function publisher({ name, url }) {
    const page = document.createElement("a");
    page.href = url;
    page.textContent = "PyPI's page on publishers";
    return [`Your log is from ${name}, and this guide is about GitHub Actions. Read `, page, ". "];
  }

  function link(url, text) {
    const found = document.createElement("a");
    found.href = `${box.dataset.base}/${url}`;
    found.textContent = text;
    return found;
  }

  function paragraph(text) {
    const found = document.createElement("p");
    found.textContent = text;
    return found;
  }

  async function readFile(chosen) {
    if (!chosen) return;
    const text = await chosen.text();
    log.value = text.length > INLINE ? `${chosen.name}, ${text.length} characters` : text;
    keep(text);
    show(text);
  }

  /* For this tab only. A longer text is not kept, nor any where the browser keeps nothing. */
  function keep(text) {
    try {
      if (text && text.length <= INLINE) sessionStorage.setItem(KEPT, text);
      else sessionStorage.removeItem(KEPT);
    } catch {}
  }

  function kept() {
    try {
      return sessionStorage.getItem(KEPT) ?? "";
    } catch {
      return "";
    }
  }

  log.addEventListener("input", () => {
    keep(log.value);
    show(log.value);
  });
  file.addEventListener("change", () => readFile(file.files[0]));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    readFile(event.dataTransfer.files[0]);
  });
  log.value ||= kept(); // browsers restore the box's text on a reload, and not on a way back
  if (log.value) show(log.value);
})();
