"""The keys of workflows and of actions, and the events: from GitHub's schema and the actions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from overrides.hooks.facts import workflow_yaml
from overrides.hooks.facts.permissions import schema


def is_key(root: Path, literal: str) -> bool:
    """Whether it is a key of a workflow, such as `uses:`, an event or an action's input."""
    name = literal.removesuffix(":")
    return name in _schema_words() or name in _inputs(root)


@cache
def _schema_words() -> frozenset[str]:
    return frozenset(_words(schema()))


def _words(node: Any) -> Iterator[str]:
    """The names of properties, and the values of enumerations, at any depth."""
    if isinstance(node, dict):
        yield from node.get("properties") or ()
        yield from (value for value in node.get("enum") or () if isinstance(value, str))
        for value in node.values():
            yield from _words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words(value)


@cache
def _inputs(root: Path) -> frozenset[str]:
    """The inputs of the actions that have a stand-in; they are those of the real actions."""
    found: set[str] = set()
    for path in (root / "tests/sandbox/runner/actions").glob("*/*/action.yml"):
        described = workflow_yaml.parse(path.read_text(encoding="utf-8")).value
        found |= set(described.get("inputs") or ())
    return frozenset(found)
