"""The transcript in a console fence: commands after `$`, and the output of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import unified_diff

PROMPT, CONTINUATION, ELLIPSIS = "$ ", "> ", "..."
#: The number of lines of a difference in a failure report.
LINES = 40


@dataclass
class Exchange:
    """One command and the output that the page shows below it."""

    command: str
    expected: list[str] = field(default_factory=list)


class TranscriptProblem(ValueError):
    """The text is not a transcript. The message is the end of a sentence."""


def parse(text: str) -> list[Exchange]:
    """The exchanges of a console fence. Raises TranscriptProblem.

    A command continues in lines that begin with `> `, and after a backslash.
    """
    exchanges: list[Exchange] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(PROMPT):
            exchanges.append(Exchange(line.removeprefix(PROMPT)))
        elif not exchanges:
            raise TranscriptProblem(f"line {number} of the console comes before any `$ ` command")
        elif _continues(exchanges[-1], line):
            exchanges[-1].command += "\n" + line.removeprefix(CONTINUATION)
        else:
            exchanges[-1].expected.append(line)
    return exchanges


def mismatch(expected: Sequence[str], output: str) -> str | None:
    """A diff from the lines of the page to the output; None when the output matches.

    A line `...` matches any lines, `...` in a line matches any text. Blanks at the end of a line
    and blank lines at the end are ignored.
    """
    patterns, lines = _trimmed(expected), _trimmed(output.split("\n"))
    if _matches(patterns, lines):
        return None
    # A line that matches a pattern is shown as that pattern, so that the diff omits it.
    shown = {line: _first_match(patterns, line) or line for line in lines}
    printed = [shown[line] for line in lines]
    diff = list(unified_diff(patterns, printed, "the page", "the program", n=2, lineterm=""))
    return "\n".join([*diff[:LINES], *(["…"] if len(diff) > LINES else [])])


def _continues(exchange: Exchange, line: str) -> bool:
    """True when the line is a part of the command."""
    if exchange.expected:
        return False
    return exchange.command.endswith("\\") or line.startswith(CONTINUATION)


def _trimmed(lines: Sequence[str]) -> list[str]:
    trimmed = [line.rstrip() for line in lines]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _line_matches(pattern: str, line: str) -> bool:
    """True when the pattern of one line matches; a line `...` is not a pattern of one line."""
    if ELLIPSIS not in pattern:
        return pattern == line
    if pattern.strip() == ELLIPSIS:
        return False
    return re.fullmatch(".*?".join(map(re.escape, pattern.split(ELLIPSIS))), line) is not None


def _first_match(patterns: Sequence[str], line: str) -> str | None:
    return next((pattern for pattern in patterns if _line_matches(pattern, line)), None)


def _matches(patterns: Sequence[str], lines: Sequence[str]) -> bool:
    """Match as shells match `*`: on a mismatch, the last `...` line takes one more line.

    Earlier `...` lines are not tried again, so the time is at most patterns times lines.
    """
    at, position, last_ellipsis, retry = 0, 0, -1, 0
    while position < len(lines):
        if at < len(patterns) and patterns[at].strip() == ELLIPSIS:
            last_ellipsis, retry, at = at, position, at + 1
        elif at < len(patterns) and _line_matches(patterns[at], lines[position]):
            at, position = at + 1, position + 1
        elif last_ellipsis >= 0:
            retry += 1
            at, position = last_ellipsis + 1, retry
        else:
            return False
    return all(pattern.strip() == ELLIPSIS for pattern in patterns[at:])
