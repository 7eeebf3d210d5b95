"""The commands of a step's script, and of the scripts in the repository that it calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.preflight.static.shell_words import Command, of_bash, of_python
from tests.preflight.static.steps import Step

#: Scripts are short; a longer file is data or a bundle.
LONGEST = 200_000
#: How many scripts may call each other in turn.
DEPTH = 4
#: The target of a Makefile.
_TARGET = re.compile(r"[\w.-]+")


def commands(repository: Path, step: Step) -> Iterator[Command]:
    """The commands of the step's script and of the scripts that it calls, in the order of text."""
    folder = PurePosixPath(str(step.body.get("working-directory") or "."))
    shell = str(step.body.get("shell") or "")
    found = of_python(step.run, "") if shell.startswith("python") else of_bash(step.run, "")
    yield from _followed(repository, folder, found, DEPTH)


def _followed(
    repository: Path, folder: PurePosixPath, found: Iterator[Command], depth: int
) -> Iterator[Command]:
    for command in found:
        yield command
        if depth:
            for inner in _scripts(repository, folder, command):
                yield from _followed(repository, folder, inner, depth - 1)


def _scripts(
    repository: Path, folder: PurePosixPath, command: Command
) -> Iterator[Iterator[Command]]:
    """The commands of each file of the repository that the command names."""
    words = [word for word in command.words if word and _may_be_path(word)]
    if not words:
        return
    if command.words[0] in ("make", "gmake", "just"):
        yield from _recipes(repository, folder, command)
    elif command.words[0] in ("nox", "tox", "invoke", "inv", "doit"):
        file = {"nox": "noxfile.py", "tox": "tox.ini", "doit": "dodo.py"}.get(words[0], "tasks.py")
        yield from _file(repository, folder / file)
    else:
        for word in words[:4]:
            first, _, rest = word.partition("/")
            # A checkout with `path:` puts the repository into a folder of that name.
            inside = rest and not (repository / first).exists()
            yield from _file(repository, folder / (rest if inside else word))


def _may_be_path(word: str) -> bool:
    """A text of several lines is none, and no file system has longer names."""
    return "\n" not in word and "\0" not in word and len(word.encode()) < 256


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
        yield of_python(text, str(name))
    elif name.suffix in (".sh", ".bash") or (first.startswith("#!") and "sh" in first):
        yield of_bash(text, str(name))
    elif name.name == "tox.ini":
        lines = (line.partition("=")[2] if "=" in line[:12] else line for line in text.split("\n"))
        yield of_bash("\n".join(lines), str(name))


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
        for each in of_bash(re.sub(r"\$\((\w+)\)", r"${\1}", recipe), found):
            yield iter([Command(each.words, each.assignments, found, line + each.line)])
