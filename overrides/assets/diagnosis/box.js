/* The box for a log: matches on every input, in slices, so that megabytes do not freeze the page.
 * Pasted text reaches the page through textContent only, so its markup is never interpreted. */
"use strict";

(() => {
  const MAX_SHOWN = 5; // matches
  const SLICES_PER_FRAME = 24; // slices of 256 KB between two pauses for rendering: a quarter of a second
  const INLINE = 1 << 20; // characters; a longer file is matched, but not shown in the box
  const box = document.querySelector(".log-box");
  const [log, file, status, list, none] = ["log", "log-file", "log-status", "matches", "no-match"].map(
    (id) => document.getElementById(id),
  );
  const compiled = globalThis.diagnosis.compile(JSON.parse(document.getElementById("symptoms").textContent));
  let newest = 0; // number of the newest run; an older run stops at its next pause

  const pause = () => new Promise((resolve) => setTimeout(resolve));

  async function show(text) {
    const own = ++newest;
    const reading = globalThis.diagnosis.read(compiled, text);
    let step = reading.next();
    for (let slices = 1; !step.done; slices++, step = reading.next()) {
      if (slices % SLICES_PER_FRAME) continue;
      await pause();
      if (own !== newest) return;
    }
    draw(text.trim() ? step.value : null);
  }

  /* null: the box is empty; []: no page matches. */
  function draw(found) {
    list.replaceChildren(...(found ?? []).slice(0, MAX_SHOWN).map(answer));
    list.hidden = !found?.length;
    none.hidden = !found || found.length > 0;
    const count = list.children.length;
    status.textContent = ["", "One page fits:"][count] ?? `${count} pages fit, the likeliest first:`;
  }

  function answer({ symptom, url, description, line }) {
    const link = document.createElement("a");
    link.href = `${box.dataset.base}/${url}`;
    link.textContent = symptom;
    const why = document.createElement("p");
    why.textContent = description;
    const seen = document.createElement("pre");
    seen.textContent = line;
    const item = document.createElement("li");
    item.append(link, why, seen);
    return item;
  }

  async function readFile(chosen) {
    if (!chosen) return;
    const text = await chosen.text();
    log.value = text.length > INLINE ? `${chosen.name}, ${text.length} characters` : text;
    show(text);
  }

  log.addEventListener("input", () => show(log.value));
  file.addEventListener("change", () => readFile(file.files[0]));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    readFile(event.dataTransfer.files[0]);
  });
  if (log.value) show(log.value); // browsers restore the box's text on a reload
})();
