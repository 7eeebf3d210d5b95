"""The commands of a step's script, and of the scripts in the repository that it calls."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.lint.syntax import inside, line_of, literal, parse, text_of
from tests.preflight.static.steps import Step

#: A word that is known only when the step runs.
UNKNOWN = None
#: Scripts are short; a longer file is data or a bundle.
LONGEST = 200_000
#: How many scripts may call each other in turn.
DEPTH = 4
_EXPRESSION = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
#: Options and variables that a Makefile's `make` may have before its targets.
_TARGET = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Command:
    """The words of one command, with the assignments before it; `path` is "" in the step itself."""

    words: tuple[str | None, ...]
    assignments: tuple[tuple[str, str | None], ...] = ()
    path: str = ""
    line: int = 1


def commands(repository: Path, step: Step) -> Iterator[Command]:
    """The commands of the step's script and of the scripts that it calls, in the order of text."""
    folder = PurePosixPath(str(step.body.get("working-directory") or "."))
    shell = str(step.body.get("shell") or "")
    found = _python(step.run, "") if shell.startswith("python") else _bash(step.run, "")
    yield from _followed(repository, folder, found, DEPTH)


def _followed(
    repository: Path, folder: PurePosixPath, found: Iterator[Command], depth: int
) -> Iterator[Command]:
    for command in found:
        yield command
        if depth:
            for inner in _scripts(repository, folder, command):
                yield from _followed(repository, folder, inner, depth - 1)


def _bash(text: str, path: str) -> Iterator[Command]:
    """The commands of shell code; an expression of GitHub is an unknown word."""
    code = _EXPRESSION.sub("${_}", text)
    for node in inside(parse(code)):
        if node.type != "command":
            continue
        name = node.child_by_field_name("name")
        words = [literal(name), *map(literal, node.children_by_field_name("argument"))]
        assignments = tuple(
            (text_of(each.named_children[0]), literal(each.named_children[-1]))
            for each in node.children
            if each.type == "variable_assignment" and len(each.named_children) > 1
        )
        yield Command(tuple(words), assignments, path, line_of(node))


def _python(text: str, path: str) -> Iterator[Command]:
    """The lists of words that Python code gives to a function, and texts that hold a command."""
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
                    for command in _bash(str(part.value), path):
                        yield Command(command.words, command.assignments, path, part.lineno)
        elif isinstance(node, ast.List | ast.Tuple):
            parts = node.elts
        words = tuple(
            str(part.value) if isinstance(part, ast.Constant) else UNKNOWN for part in parts
        )
        if len(words) > 1 and words[0] is not UNKNOWN:
            yield Command(words, (), path, getattr(node, "lineno", 1))


def _scripts(
    repository: Path, folder: PurePosixPath, command: Command
) -> Iterator[Iterator[Command]]:
    """The commands of each file of the repository that the command names."""
    words = [word for word in command.words if word]
    if command.words[0] in ("make", "gmake", "just"):
        yield from _recipes(repository, folder, command)
    elif command.words[0] in ("nox", "tox", "invoke", "inv", "doit"):
        file = {"nox": "noxfile.py", "tox": "tox.ini", "doit": "dodo.py"}.get(words[0], "tasks.py")
        yield from _file(repository, folder / file)
    else:
        for word in words[:4]:
            yield from _file(repository, folder / word)


def _file(repository: Path, path: PurePosixPath) -> Iterator[Iterator[Command]]:
    name = PurePosixPath(*(part for part in path.parts if part != "."))
    file = repository / name
    if ".." in name.parts or not name.parts or not file.is_file() or file.is_symlink():
        return
    if file.stat().st_size > LONGEST:
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    first = text.partition("\n")[0]
    if name.suffix == ".py" or (first.startswith("#!") and "python" in first):
        yield _python(text, str(name))
    elif name.suffix in (".sh", ".bash") or (first.startswith("#!") and "sh" in first):
        yield _bash(text, str(name))
    elif name.name == "tox.ini":
        lines = (line.partition("=")[2] if "=" in line[:12] else line for line in text.split("\n"))
        yield _bash("\n".join(lines), str(name))


def _recipes(
    repository: Path, folder: PurePosixPath, command: Command
) -> Iterator[Iterator[Command]]:
    """The recipes of the targets of a Makefile or justfile, with those that they need."""
    names = ("justfile", "Justfile") if command.words[0] == "just" else ("Makefile", "makefile")
    text, found = "", ""
    for name in (*names, "GNUmakefile"):
        file = repository / folder / name
        if file.is_file() and not text:
            text, found = file.read_text(encoding="utf-8", errors="replace"), name
    targets = [word for word in command.words[1:] if word and _TARGET.fullmatch(word)]
    seen: set[str] = set()
    while targets:
        target = targets.pop()
        rule = re.search(rf"^{re.escape(target)}\b[^:=\n]*:(?!=)(.*)\n((?:[\t ].*\n|\n)*)", text,
                         re.MULTILINE)  # fmt: skip
        if rule is None or target in seen:
            continue
        seen.add(target)
        targets += _TARGET.findall(rule[1])
        recipe = re.sub(r"^[\t ]+[@-]*", "", rule[2], flags=re.MULTILINE)
        line = text[: rule.start(2)].count("\n")
        for each in _bash(re.sub(r"\$\((\w+)\)", r"${\1}", recipe), found):
            yield iter([Command(each.words, each.assignments, found, line + each.line)])
