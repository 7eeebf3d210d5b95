"""Compares a fragment with its file line by line: the lines, their place, order and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Stands for lines of the file that are left out, at this indentation or a deeper one.
ELISION = "# ..."
COMMENT = re.compile(r"(?:^|\s+)#(?:\s.*)?$")


@dataclass(frozen=True)
class _Line:
    """A line that is not blank. `number` counts from 1."""

    number: int
    indent: int
    text: str

    @property
    def is_comment(self) -> bool:
        return self.text.startswith("#")

    @property
    def spellings(self) -> tuple[str, str]:
        """The line, and the line without its comment, which a fragment may leave out."""
        return self.text, COMMENT.sub("", self.text)


def problem(part: str, whole: str) -> str | None:
    """The end of a sentence when `part` is not an excerpt of `whole`.

    Comment lines of the file may be left out, and other lines where `# ...` stands for them. A
    comment of the fragment has to be in the file, and a block that it begins is shown to its end. A
    key of the file's top level that is not indented is that one, and none of the same name below.
    """
    lines, file = _lines(part), _lines(whole)
    first = lines[0]
    furthest = _Furthest()
    at_top, deeper = first.indent == 0 and _is_at_top(first, file), False
    for at, line in enumerate(file):
        shift = line.indent - first.indent
        if first.text in line.spellings and _follows(lines, file[at:], shift, furthest):
            if not (at_top and shift):
                return None
            deeper = True
    if not deeper:
        return furthest.sentence(lines)
    return (
        f"line {first.number} of the block, `{first.text}`, is not so at the file's top level: "
        "indent the block as it is in the file"
    )


def _is_at_top(line: _Line, file: Sequence[_Line]) -> bool:
    key, colon, _ = line.text.partition(":")
    return any(each.indent == 0 and each.text.startswith(key + colon) for each in file if colon)


class _Furthest:
    """How far the best attempt came: the number of lines found, and what stood against the next."""

    def __init__(self) -> None:
        self.found = 0
        self.reason = "is not a line of it"

    def note(self, found: int, reason: str) -> None:
        if found > self.found:
            self.found, self.reason = found, reason

    def sentence(self, lines: Sequence[_Line]) -> str:
        line = lines[min(self.found, len(lines) - 1)]
        return f"line {line.number} of the block, `{line.text}`, {self.reason}"


def _follows(part: Sequence[_Line], file: Sequence[_Line], shift: int, best: _Furthest) -> bool:
    """Whether the lines of `part` are those at the start of `file`."""
    shallowest = min(line.indent for line in part) + shift
    attempts = [(0, 0)]
    while attempts:
        done, at = attempts.pop()
        if done == len(part):
            if _ends(file[at:], shallowest):
                return True
            best.note(done, f"is not the last of its block: show the rest, or `{ELISION}`")
            continue
        here = file[at] if at < len(file) else None
        attempts += _next(part[done], here, shift, done, at)
        shown = f"`{here.text}`" if here else "its end"
        best.note(done, f"is not what follows there, which is {shown}")
    return False


def _next(
    line: _Line, here: _Line | None, shift: int, done: int, at: int
) -> Iterator[tuple[int, int]]:
    """The positions after one more line of the file, the least likely first."""
    indent = line.indent + shift
    if line.text == ELISION:
        yield done + 1, at  # Nothing more is left out.
        if here and here.indent >= indent:
            yield done, at + 1
        return
    if here and here.is_comment:
        yield done, at + 1
    if here and here.indent == indent and line.text in here.spellings:
        yield done + 1, at + 1


def _ends(rest: Sequence[_Line], shallowest: int) -> bool:
    """Whether the next line of the file is outside of each block that the fragment begins."""
    following = next((line for line in rest if not line.is_comment), None)
    return following is None or following.indent <= shallowest


def _lines(text: str) -> list[_Line]:
    numbered = enumerate(text.splitlines(), 1)
    return [
        _Line(number, len(line) - len(line.lstrip()), line.strip())
        for number, line in numbered
        if line.strip()
    ]
