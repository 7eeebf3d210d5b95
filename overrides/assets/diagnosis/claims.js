/* Reads the claims of an identity token that a client has printed, and compares them. */
"use strict";

globalThis.logClaims = (() => {
  /* "* `name`: `value`" of the publishing action, `name: Some("value")` of uv, and JSON. */
  const CLAIM =
    /\b(sub|repository|repository_owner|workflow_ref|job_workflow_ref|ref|environment)[`"']?\s*:\s*(?:Some\(\s*)?[`"']?([^\s`"',)]+)/g;
  const NONE = ["None", "null"]; // a missing claim as uv and JSON print it
  const CONDITION = /^(\w+) (=|!=) (\S+)$/u;
  const file = (value) => value.split("@")[0]; // a workflow's file, without its ref

  const isCondition = (text) => CONDITION.test(text);

  /* The claims by name; of a claim that is printed several times, the last one. */
  function read(text) {
    const found = new Map();
    for (const [, name, value] of text.matchAll(CLAIM)) {
      found.set(name, NONE.includes(value) ? "MISSING" : value);
    }
    return found;
  }

  /* `name = value`, in which `*` is anything, or `name != name` of two files; false when a claim is not printed. */
  function hold(claims, condition) {
    const [, name, sign, other] = CONDITION.exec(condition);
    if (!claims.has(name)) return false;
    if (sign === "!=") return claims.has(other) && file(claims.get(name)) !== file(claims.get(other));
    const parts = other.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(claims.get(name));
  }

  return { isCondition, read, hold };
})();
