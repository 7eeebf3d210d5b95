"""The mutations of publish.yml: each value, key, trigger, input, job id, version, and comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from overrides.hooks.facts import PUBLISH
from overrides.hooks.facts.workflow_yaml import Keys, Position, parse
from tests.drift.mutations.mutation import TOKEN, Mutation, mutations_of

#: What is literal in a comment: a version, a flag, a name with a point or a dash.
LITERAL = re.compile(r"--8<-- \[\w+:[\w-]+\]|--[\w-]+|\b[\w-]*\d[\w.-]*|\b\w+(?:[._-]\w+)+")
#: The kind of a key or value that is below one of these keys, by the last of them.
KINDS = {
    "permissions": "permission", "needs": "needs", "with": "action input", "inputs": "input",
    "on": "trigger", "env": "variable", "outputs": "output", "environment": "environment",
    "options": "choice",
}  # fmt: skip
#: The kind of a value by its own key.
VALUES = {
    "run": "workflow command", "uses": "action", "name": "display name",
    "description": "display name", "needs": "needs", "options": "choice",
}  # fmt: skip


def mutations(text: str) -> Iterator[Mutation]:
    """All mutations of the workflow, by the places that its parser gives."""
    lines, document = text.split("\n"), parse(text)
    for keys, position in document.keys.items():
        if isinstance(keys[-1], str):
            yield from mutations_of(*_at(position), keys[-1], _kind(keys))
    for keys, position in document.values.items():
        value = _value(document.value, keys)
        if not isinstance(value, dict | list):
            yield from _of_value(lines, keys, position)
    for number, line in enumerate(lines, 1):
        if comment := re.search(r"(?:^|\s)#(?P<text>.*)", line):
            kind = "version" if "@" in line[: comment.start()] else "comment"
            place = PUBLISH, number, comment.start("text")
            yield from mutations_of(*place, comment["text"], kind, LITERAL)


def _at(position: Position) -> tuple[str, int, int]:
    return PUBLISH, position.line, position.column - 1


def _value(tree: object, keys: Keys) -> object:
    for key in keys:
        tree = tree[key]  # type: ignore[index]
    return tree


def _of_value(lines: list[str], keys: Keys, position: Position) -> Iterator[Mutation]:
    """Those of a scalar: to the end of its line without the comment, or of its block of lines."""
    file, number, column = _at(position)
    line = lines[number - 1]
    if not re.match(r"[|>]-?\s*$", line[column:]):
        text = re.match(r"'[^']*'|\"[^\"]*\"|(?:[^\s#\],]|[ ,](?! *#|\s*$))*", line[column:])
        assert text
        yield from mutations_of(file, number, column, text[0], _kind(keys, True), _tokens(keys))
        return
    indent = len(line) - len(line.lstrip())
    for below, inside in enumerate(lines[number:], number + 1):
        if inside.strip() and len(inside) - len(inside.lstrip()) <= indent:
            return
        yield from mutations_of(file, below, 0, inside, _kind(keys, True))


def _tokens(keys: Keys) -> re.Pattern[str]:
    """An action is one literal up to its commit, and the commit another."""
    return re.compile(r"[^@\s]+") if keys[-1] == "uses" else TOKEN


def _kind(keys: Keys, is_value: bool = False) -> str:
    """The kind by the place in the workflow."""
    names = [str(key) for key in keys]
    if is_value and names[-1] in VALUES and "environment" not in names[:-1]:
        return VALUES[names[-1]]
    if len(names) == 2 and names[0] == "jobs":
        return "job id"
    below = names if is_value else names[:-1]
    found = next((KINDS[name] for name in reversed(below) if name in KINDS), None)
    return found or ("workflow value" if is_value else "workflow key")
