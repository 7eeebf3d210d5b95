"""The check of the permissions in a workflow file."""

from __future__ import annotations

from overrides.hooks.facts.permissions import levels
from overrides.hooks.facts.workflow_yaml import Document, Keys
from tests.sandbox.github.workflow_shapes import invalid, shown, unexpected

#: The values that GitHub accepts in place of a mapping of permissions.
SHORTHANDS = ("read-all", "write-all")


def check_permissions(document: Document, keys: Keys, path: str) -> None:
    """Check the permissions under `keys`, if there are any. Raises InvalidWorkflowError."""
    granted = document.get(keys)
    if isinstance(granted, dict):
        for scope in granted:
            _check_permission(document, (*keys, scope), path)
    elif granted is not None and granted not in SHORTHANDS:
        raise unexpected(document, keys, f"a mapping, {' or '.join(SHORTHANDS)}", path)


def _check_permission(document: Document, keys: Keys, path: str) -> None:
    scope, level = str(keys[-1]), document.get(keys)
    if scope not in levels():
        known = ", ".join(sorted(levels()))
        sentence = f"unknown permission `{scope}`; valid are {known}"
        raise invalid(path, document.key_at(keys), sentence, f"Unexpected value '{scope}'")
    valid = " or ".join(levels()[scope])
    if level is None or isinstance(level, dict | list):
        raise unexpected(document, keys, valid, path)
    if level not in levels()[scope]:
        sentence = f"`{scope}: {shown(level)}` is no permission; write {valid}"
        problem = f"Unexpected value '{shown(level)}'"
        raise invalid(path, document.value_at(keys), sentence, problem)
