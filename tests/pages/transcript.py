"""A console fence: commands behind `$`, and what each of them prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import unified_diff

PROMPT, MORE, ANY = "$ ", "> ", "..."
#: How many lines of a difference a failure shows.
SHOWN = 40


@dataclass
class Exchange:
    """One command and the lines that the page shows below it."""

    command: str
    expected: list[str] = field(default_factory=list)


class TranscriptProblem(ValueError):
    """A console fence that is no transcript, as the end of a sentence."""


def parse(text: str) -> list[Exchange]:
    """The exchanges of a fence. Raises TranscriptProblem.

    A command goes on in lines that begin with `> `, and behind a backslash.
    """
    exchanges: list[Exchange] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(PROMPT):
            exchanges.append(Exchange(line.removeprefix(PROMPT)))
        elif not exchanges:
            raise TranscriptProblem(f"line {number} of the console comes before any `$ ` command")
        elif _goes_on(exchanges[-1], line):
            exchanges[-1].command += "\n" + line.removeprefix(MORE)
        else:
            exchanges[-1].expected.append(line)
    return exchanges


def _goes_on(exchange: Exchange, line: str) -> bool:
    """True when the line still belongs to the command."""
    return not exchange.expected and (exchange.command.endswith("\\") or line.startswith(MORE))


def mismatch(expected: Sequence[str], output: str) -> str | None:
    """How the output differs from what the page shows; None when it does not.

    `...` alone stands for any lines, inside a line for any text; blanks at a line's end and
    blank lines at the end do not count.
    """
    wanted, came = _trimmed(expected), _trimmed(output.split("\n"))
    if _matches(wanted, came):
        return None
    same = {line: next((want for want in wanted if _like(want, line)), line) for line in came}
    difference = list(
        unified_diff(wanted, [same[line] for line in came], "the page", "the program", n=2,
                     lineterm="")
    )  # fmt: skip
    kept = difference[:SHOWN]
    return "\n".join([*kept, *(["…"] if len(difference) > len(kept) else [])])


def _trimmed(lines: Sequence[str]) -> list[str]:
    trimmed = [line.rstrip() for line in lines]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _like(wanted: str, line: str) -> bool:
    """True when one line is what the page shows; a line of dots alone is not one line."""
    if ANY not in wanted:
        return wanted == line
    if wanted.strip() == ANY:
        return False
    return re.fullmatch(".*?".join(map(re.escape, wanted.split(ANY))), line) is not None


def _matches(wanted: Sequence[str], came: Sequence[str]) -> bool:
    """True when the lines fit; the walk goes back to the last dots only, as shell patterns do."""
    at, here, dots, retry = 0, 0, -1, 0
    while here < len(came):
        if at < len(wanted) and wanted[at].strip() == ANY:
            dots, retry, at = at, here, at + 1
        elif at < len(wanted) and _like(wanted[at], came[here]):
            at, here = at + 1, here + 1
        elif dots >= 0:
            retry += 1
            at, here = dots + 1, retry
        else:
            return False
    return all(line.strip() == ANY for line in wanted[at:])
