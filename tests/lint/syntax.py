"""The syntax tree of a block of shell code, and the commands in it.

The parser is tree-sitter with its grammar of bash: it runs in this process, reads a block in
0.03 ms and keeps comments, tokens and lines. Of the others, bashlex raises on `[[ ]]`, `case` and
comments; shfmt has a good tree, but costs a process for each block; ShellCheck has no rule for most
of what hides a failure (`|| true`, `set +e`, `! x`, `x &`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser


@dataclass(frozen=True)
class Command:
    """A simple command. `name` is None when it is not literal. The lines count from 1."""

    name: str | None
    first_line: int
    last_line: int


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_bash.language()))


def parse(text: str) -> Node:
    """The root of the tree. `has_error` is true when the text is not bash."""
    return _parser().parse(text.encode()).root_node


def text_of(node: Node) -> str:
    """The code of a node."""
    return (node.text or b"").decode()


def line_of(node: Node) -> int:
    """The line in which the node begins, from 1."""
    return node.start_point.row + 1


def inside(node: Node) -> Iterator[Node]:
    """The node and all nodes below it, in the order of the text."""
    yield node
    for child in node.children:
        yield from inside(child)


def literal(node: Node | None) -> str | None:
    """The word that a node is, without quotes; None when it has an expansion."""
    if node is None or any("expansion" in each.type for each in inside(node)):
        return None
    if any(each.type.endswith("_substitution") for each in inside(node)):
        return None
    text = text_of(node)
    return "".join(char for char in text if char not in "'\"\\")


def program_names(text: str) -> list[str]:
    """The names, without a slash, of the programs that the block runs, each once."""
    names = [command.name for command in commands(parse(text))]
    return list(dict.fromkeys(name for name in names if name and "/" not in name))


def commands(root: Node, skip: frozenset[int] = frozenset()) -> list[Command]:
    """The simple commands below a node, but for those below the nodes with these ids.

    Inside `$(…)`, bash gives all commands the same line, so theirs are those of the statement.
    """
    return list(_commands(root, skip, None))


def _commands(node: Node, skip: frozenset[int], lines: tuple[int, int] | None) -> Iterator[Command]:
    if node.id in skip:
        return
    here = lines or (line_of(node), node.end_point.row + 1)
    if node.type == "command":
        yield Command(literal(node.child_by_field_name("name")), *here)
    elif node.type == "declaration_command":
        yield Command(text_of(node.children[0]), *here)
    for child in node.children:
        in_substitution = lines or child.type == "command_substitution"
        yield from _commands(child, skip, here if in_substitution else None)
