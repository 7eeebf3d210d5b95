/* The box for a log: reads as you type, in slices, so that megabytes do not freeze the page.
 * What is pasted is data: it reaches the page as text only. */
"use strict";

(() => {
  const MOST = 5; // answers that are shown
  const BREATH = 24; // slices (of 256 KB) that are read before the page may draw: a quarter of a second
  const INLINE = 1 << 20; // a larger file is read, but not put into the box
  const box = document.querySelector(".log-box");
  const [log, file, status, list, none] = ["log", "log-file", "log-status", "matches", "no-match"].map(
    (id) => document.getElementById(id),
  );
  const compiled = globalThis.diagnosis.compile(JSON.parse(document.getElementById("symptoms").textContent));
  let asked = 0; // the newest reading; an older one gives up

  const breath = () => new Promise((resolve) => setTimeout(resolve));

  async function show(text) {
    const mine = ++asked;
    const reading = globalThis.diagnosis.read(compiled, text);
    let step = reading.next();
    for (let slices = 1; !step.done; slices++, step = reading.next()) {
      if (slices % BREATH) continue;
      await breath();
      if (mine !== asked) return;
    }
    draw(text.trim() ? step.value : null);
  }

  /* null: nothing was asked; []: nothing is known. */
  function draw(found) {
    list.replaceChildren(...(found ?? []).slice(0, MOST).map(answer));
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

  async function take(chosen) {
    if (!chosen) return;
    const text = await chosen.text();
    log.value = text.length > INLINE ? `${chosen.name}, ${text.length} characters` : text;
    show(text);
  }

  log.addEventListener("input", () => show(log.value));
  file.addEventListener("change", () => take(file.files[0]));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  if (log.value) show(log.value); // a browser keeps what was typed before a reload
})();
