"""The commands in shell code and in Python code: their words, as far as they are fixed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.lint.syntax import inside, line_of, literal, parse, text_of

#: A word that is known only when the step runs.
UNKNOWN = None
_EXPRESSION = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
#: What a script puts before a program's name: `${PREFIX}twine`, `"$BIN/twine"`.
_EXPANSION = re.compile(r"\$\{[^}]*\}|\$\w+")
#: A Python file without these words publishes nothing.
_PUBLISHES = re.compile(r"\b(upload|publish)\b")


@dataclass(frozen=True)
class Command:
    """The words of one command, with the assignments before it; `path` is "" in the step itself."""

    words: tuple[str | None, ...]
    assignments: tuple[tuple[str, str | None], ...] = ()
    path: str = ""
    line: int = 1


def of_bash(text: str, path: str) -> Iterator[Command]:
    """The commands of shell code; an expression of GitHub is an unknown word."""
    code = _EXPRESSION.sub("${_}", text)
    for node in inside(parse(code)):
        if node.type != "command":
            continue
        name = node.child_by_field_name("name")
        program = literal(name) or _EXPANSION.sub("", text_of(name) if name else "").strip("\"'")
        words = [program or UNKNOWN, *map(literal, node.children_by_field_name("argument"))]
        assignments = tuple(
            (text_of(each.named_children[0]), literal(each.named_children[-1]))
            for each in node.children
            if each.type == "variable_assignment" and len(each.named_children) > 1
        )
        yield Command(tuple(words), assignments, path, line_of(node))


def of_python(text: str, path: str) -> Iterator[Command]:
    """The lists of words that Python code gives to a function, and texts that hold a command."""
    if not _PUBLISHES.search(text):
        return
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            parts = node.args
            for part in parts:
                if isinstance(part, ast.Constant) and " " in str(part.value):
                    for command in of_bash(str(part.value), path):
                        yield Command(command.words, command.assignments, path, part.lineno)
        elif isinstance(node, ast.List | ast.Tuple):
            parts = node.elts
        words = tuple(
            str(part.value) if isinstance(part, ast.Constant) else UNKNOWN for part in parts
        )
        if len(words) > 1 and words[0] is not UNKNOWN:
            yield Command(words, (), path, getattr(node, "lineno", 1))
