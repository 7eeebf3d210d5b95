"""Substitutions: bash ignores the failure of those that are a part of a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from tests.lint.findings import Finding
from tests.lint.syntax import inside, text_of

ALONE = "assign it first, alone: `x=$(…)`"
SUBSTITUTION = "command_substitution"


def is_substitution(node: Node) -> bool:
    """Whether the node is `$(…)`, `<(…)` or `>(…)`."""
    return node.type in (SUBSTITUTION, "process_substitution")


def masked(node: Node, apart: Sequence[Node] = ()) -> Iterator[Finding]:
    """The substitutions below `node` and outside `apart`, whose failure a command ignores."""
    for child in node.children:
        if child in apart:
            continue
        if is_substitution(child):
            yield Finding.at(child, f"hides the failure of `{text_of(child)}`: {ALONE}")
        else:
            yield from masked(child, apart)


def in_assignment(node: Node) -> Iterator[Finding]:
    """An assignment has the status of its last substitution; an array has that of none."""
    found = outermost(node)
    in_array = any(each.type == "array" for each in inside(node))
    if len(found) > 1 or (in_array and found):
        yield Finding.at(node, "hides the failure of a `$(…)` by another: assign each alone")
    for each in found:
        if each.type != SUBSTITUTION:
            yield Finding.at(each, f"hides the failure of `{text_of(each)}`: {ALONE}")


def outermost(node: Node) -> list[Node]:
    """The substitutions below the node that are in no other."""
    if is_substitution(node):
        return [node]
    return [each for child in node.children for each in outermost(child)]
