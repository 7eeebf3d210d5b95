"""A mutation: one literal of one file, replaced by a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A literal that is long enough to be wrong: a name, a flag, an address, a number with its digits.
TOKEN = re.compile(r"(?:--?)?[A-Za-z0-9](?:[\w./:@+%~-]*[\w/])?")


@dataclass(frozen=True)
class Mutation:
    """`old`, at `column` (from 0) of `line` (from 1) of the file, becomes `new`."""

    file: str
    line: int
    column: int
    old: str
    new: str
    kind: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: `{self.old}` → `{self.new}` ({self.kind})"

    def apply(self, text: str) -> str:
        """The file's text with the mutation. Raises ValueError when `old` is not at its place."""
        lines = text.split("\n")
        line, end = lines[self.line - 1], self.column + len(self.old)
        if line[self.column : end] != self.old:
            raise ValueError(f"{self}: is not there")
        lines[self.line - 1] = line[: self.column] + self.new + line[end:]
        return "\n".join(lines)


def mutations_of(
    file: str, line: int, column: int, text: str, kind: str, literal: re.Pattern[str] = TOKEN
) -> Iterator[Mutation]:
    """A mutation of each literal in a piece of a line, and one of each half of a pair."""
    for found in literal.finditer(text):
        for new in wrong(found[0]):
            yield Mutation(file, line, column + found.start(), found[0], new, kind)


#: Words that the guide tells apart: a mix-up of the two is a mistake of its own.
PAIRS = (
    ("test.pypi.org", "pypi.org"), ("testpypi", "pypi"), ("TestPyPI", "PyPI"), ("read", "write"),
    ("true", "false"), ("release", "workflow_dispatch"), ("success", "failure"),
)  # fmt: skip
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve",
           "fifteen", "twenty", "thirty")  # fmt: skip


def wrong(text: str) -> Iterator[str]:
    """What a person might have written instead: a near miss, and the other one of a pair."""
    if number := re.search(r"\d+", text):
        digits = number[0]
        yield (
            text[: number.start()] + str(int(digits) + 1).zfill(len(digits)) + text[number.end() :]
        )
    elif text.lower() in NUMBERS:
        other = NUMBERS[(NUMBERS.index(text.lower()) + 1) % len(NUMBERS)]
        yield other.capitalize() if text[0].isupper() else other
    elif letters := [found.start() for found in re.finditer("[A-Za-z]", text)]:
        place = letters[len(letters) // 2]
        yield text[:place] + _next(text[place]) + text[place + 1 :]
    if mixed_up := _counterpart(text):
        yield mixed_up


def _next(letter: str) -> str:
    """The next letter of the alphabet, in the same case."""
    first = "a" if letter.islower() else "A"
    return chr((ord(letter) - ord(first) + 1) % 26 + ord(first))


def _counterpart(text: str) -> str | None:
    for pair in PAIRS:
        for one, other in (pair, pair[::-1]):
            whole = rf"(?<![\w.]){re.escape(one)}(?![\w])"
            if re.search(whole, text):
                return re.sub(whole, other, text, count=1)
    return None
