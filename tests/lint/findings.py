"""What the lint finds in a line of a block."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from tests.lint.syntax import line_of


@dataclass(frozen=True)
class Finding:
    """What is wrong in `line` of a block, from 1. `text` is the end of a sentence."""

    line: int
    text: str

    @classmethod
    def at(cls, node: Node, text: str) -> Finding:
        """A finding in the line in which the node begins."""
        return cls(line_of(node), text)
