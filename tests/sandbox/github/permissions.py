"""The error for a workflow file that GitHub does not accept, and the check of its permissions."""

from __future__ import annotations

from overrides.hooks.facts.permissions import levels
from overrides.hooks.facts.workflow_yaml import Document, Keys, Position

#: The values that GitHub accepts in place of a mapping of permissions.
SHORTHANDS = ("read-all", "write-all")


class InvalidWorkflowError(ValueError):
    """The file is no workflow; the message is one sentence with file and line.

    `problem` is GitHub's own message. Sources: its parser, and public reports.
    """

    def __init__(self, sentence: str, problem: str) -> None:
        super().__init__(sentence)
        self.problem = problem


def invalid(path: str, position: Position, sentence: str, problem: str) -> InvalidWorkflowError:
    """An error at a position; GitHub puts the position in front of its message."""
    line, column = position
    return InvalidWorkflowError(
        f"{path}:{line}: {sentence}", f"(Line: {line}, Col: {column}): {problem}"
    )


def check_permissions(document: Document, keys: Keys, path: str) -> None:
    """Check the permissions under `keys`, if there are any. Raises InvalidWorkflowError."""
    granted = document.get(keys)
    if isinstance(granted, dict):
        for scope, level in granted.items():
            _check_permission(document, (*keys, scope), level, path)
    elif granted is not None and granted not in SHORTHANDS:
        sentence = f"`permissions` is {granted!r}; write a mapping, {' or '.join(SHORTHANDS)}"
        problem = f"Unexpected value '{granted}'"
        raise invalid(path, document.value_at(keys), sentence, problem)


def _check_permission(document: Document, keys: Keys, level: object, path: str) -> None:
    scope = str(keys[-1])
    if scope not in levels():
        known = ", ".join(sorted(levels()))
        sentence = f"unknown permission `{scope}`; valid are {known}"
        raise invalid(path, document.key_at(keys), sentence, f"Unexpected value '{scope}'")
    if level not in levels()[scope]:
        sentence = f"`{scope}: {level}` is no permission; write {' or '.join(levels()[scope])}"
        raise invalid(path, document.value_at(keys), sentence, f"Unexpected value '{level}'")
