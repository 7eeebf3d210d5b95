/* Puts other names into the text of a page, and takes them out again. Text nodes and addresses change;
 * no HTML is ever made of a name. */
"use strict";

(() => {
  const names = (globalThis.names ??= {});
  const BLOCKS = /^(P|LI|UL|OL|DL|PRE|H[1-6]|DIV|DETAILS|SUMMARY|TABLE|THEAD|TBODY|BLOCKQUOTE|LABEL|FIGURE)$/;
  const IN_ROWS = /^(TR|THEAD|TBODY|TABLE|DL)$/; // text between cells is blank
  const LEFT = "script, style, button, textarea, .headerlink, .names-box, .log-box, .ran, .page-foot, .linenodiv, .md-source";
  const LINKS = 'a[href^="https://github.com/"], a[href*="pypi.org/"]';
  let undo = []; // what puts the guide's own names back

  /* The text of an element as its Markdown has it, with the text node of each part:
   * code in backticks, cells between bars, the fields of a form as `Label: value`. */
  function read(root) {
    const parts = [];
    let text = "";
    const add = (piece, node = null) => {
      if (node) parts.push({ node, start: text.length });
      text += piece;
    };
    const visit = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return IN_ROWS.test(node.parentNode.tagName) || add(node.data, node);
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT)) return;
      const [before, after] = around(node);
      add(before);
      node.childNodes.forEach(visit);
      add(after);
    };
    visit(root);
    return { text, parts };
  }

  function around(node) {
    const name = node.tagName;
    if (name === "CODE" && !node.closest("pre, dd")) return ["`", "`"];
    if (name === "TD" || name === "TH") return ["| ", " "];
    if (name === "TR") return ["\n", "|\n"];
    if (name === "DT") return ["\n", ": "];
    return BLOCKS.test(name) ? ["\n", "\n"] : ["", ""];
  }

  function substitute(root, edits) {
    const { text, parts } = read(root);
    const changed = new Map();
    let index = 0;
    for (const edit of edits(text)) {
      while (parts[index + 1] && parts[index + 1].start <= edit.start) index++;
      let put = edit.text;
      for (let at = index; parts[at] && parts[at].start < edit.end; at++) {
        const { node, start } = parts[at];
        const of = changed.get(node) ?? changed.set(node, []).get(node);
        const last = start + node.data.length;
        of.push({ start: Math.max(edit.start, start) - start, end: Math.min(edit.end, last) - start, text: put });
        put = ""; // The first node takes the whole name.
      }
    }
    for (const [node, own] of changed) {
      const old = node.data;
      undo.push(() => (node.data = old));
      node.data = names.edited(old, own);
    }
  }

  function setAttribute(element, attribute, value) {
    const old = element.getAttribute(attribute);
    if (old === value) return;
    undo.push(() => element.setAttribute(attribute, old));
    element.setAttribute(attribute, value);
  }

  /* The theme gives the tab another title with another page: that one stays. */
  function setTitle(title) {
    const old = document.title;
    undo.push(() => document.title === title && (document.title = old));
    document.title = title;
  }

  /* Shows the names of `identity` in the page; the guide's own ones when it is null. */
  names.show = (identity) => {
    names.shown = identity;
    undo.reverse().forEach((one) => one());
    undo = [];
    if (!identity) return;
    const edits = names.substitution(names.table.ours, identity);
    setTitle(names.edited(document.title, edits(document.title)));
    for (const root of document.querySelectorAll("article.md-content__inner, .md-sidebar, .md-header__title")) {
      substitute(root, edits);
      for (const button of root.querySelectorAll(".form__copy")) {
        setAttribute(button, "data-clipboard-text", button.closest("dd").querySelector("code").textContent);
      }
      for (const link of root.querySelectorAll(LINKS)) {
        const own = link.closest(LEFT) || link.href.includes("/issues/new") || link.matches(".md-content__button");
        const address = link.getAttribute("href");
        if (!own) setAttribute(link, "href", names.edited(address, edits(address)));
      }
    }
  };
})();
