/* Where a text has the names of this guide's project, and what stands there for another project:
 * the same as hooks/facts/substitution.py. */
"use strict";

(() => {
  const names = (globalThis.names ??= {});
  // Characters that belong to a name where they stand beside it: `-` and `.` with a letter behind.
  const NOT_BEFORE = "(?<![A-Za-z0-9_])(?<![A-Za-z0-9_][.-])";
  const NOT_BEHIND = "(?![A-Za-z0-9_])(?![.-][A-Za-z0-9_])";

  const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const bounded = (text) =>
    (/^\w/.test(text) ? NOT_BEFORE : "") + escape(text) + (/\w$/.test(text) ? NOT_BEHIND : "");

  /* A template as [text, field] pairs; the last one has no field. */
  const parts = (template) =>
    [...template.matchAll(/([^{]*)(?:\{(\w+)\})?/g)].filter(([all]) => all).map(([, text, field]) => [text, field]);

  const filled = (template, fields) =>
    parts(template).map(([text, field]) => text + (field ? fields[field] : "")).join("");

  /* A function of a text: its edits {start, end, text} in order, which put in the names of `theirs`. */
  names.substitution = (ours, theirs) => {
    const [old, now] = [names.fields(ours), names.fields(theirs)];
    const { kept, contexts, address } = names.table;
    const templates = new Map([[address, null]]);
    for (const template of kept) templates.set(filled(template, old), null);
    for (const template of contexts) {
      const text = filled(template, old);
      if (!templates.has(text)) templates.set(text, template);
    }
    const longestFirst = [...templates.keys()].sort((a, b) => b.length - a.length);
    const pattern = new RegExp(longestFirst.map(bounded).join("|"), "g");

    return (text) => {
      const edits = [];
      for (const found of text.matchAll(pattern)) {
        const template = templates.get(found[0]);
        let at = found.index;
        for (const [before, field] of template ? parts(template) : []) {
          at += before.length;
          if (!field) continue;
          const end = at + old[field].length;
          if (old[field] !== now[field]) edits.push({ start: at, end, text: now[field] });
          at = end;
        }
      }
      return edits;
    };
  };

  /* The text with its edits made. */
  names.edited = (text, edits) => {
    let [result, at] = ["", 0];
    for (const edit of edits) {
      result += text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return result + text.slice(at);
  };
})();
