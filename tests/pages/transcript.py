"""The transcript in a console fence: commands after `$`, and the output of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import unified_diff

from pygments.lexers.shell import BashSessionLexer  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]

from tests.pages.wrapped_lines import unwrapped

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

    After a backslash the next line continues the command and begins with `> `, as in a terminal.
    Any other line is output, as in the site's drawing of the fence.
    """
    exchanges: list[Exchange] = []
    drawn = _drawn_as_commands(text)
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(PROMPT):
            exchanges.append(Exchange(line.removeprefix(PROMPT)))
        elif not exchanges:
            raise TranscriptProblem(f"line {number} of the console comes before any `$ ` command")
        elif _continues(exchanges[-1]):
            if not line.startswith(CONTINUATION):
                raise TranscriptProblem(
                    f"line {number} of the console continues a command: begin it with `> `"
                )
            exchanges[-1].command += "\n" + line.removeprefix(CONTINUATION)
        elif number in drawn:
            raise TranscriptProblem(
                f"line {number} of the console is output, but the site draws and copies it as a"
                " command: write `...` in its place"
            )
        else:
            exchanges[-1].expected.append(line)
    return exchanges


def _drawn_as_commands(text: str) -> set[int]:
    """The numbers of the lines that Pygments, which draws the fence, gives a prompt."""
    drawn, number = set(), 1
    for kind, value in BashSessionLexer(stripnl=False).get_tokens(text):
        if kind is Token.Generic.Prompt:
            drawn.add(number)
        number += value.count("\n")
    return drawn


def quoted_command(exchange: Exchange, following: Exchange | None, output: str) -> str | None:
    """The end of a sentence when `output` has the line that begins the next command.

    Nobody can tell then whether that line is a command or output; the site draws a command.
    """
    line = f"{PROMPT}{following.command.splitlines()[0]}" if following and following.command else ""
    if not line or line not in _trimmed(output.split("\n")):
        return None
    return (
        f"`{exchange.command}` prints `{line}`, which the site draws and copies as a command:"
        " write `...` in its place"
    )


def mismatch(expected: Sequence[str], output: str) -> str | None:
    """A diff from the lines of the page to the output; None when the output matches.

    A line `...` matches any lines, `...` in a line matches any text. Blanks at the end of a line
    and blank lines at the end are ignored. Where a message is wrapped does not matter.
    """
    patterns, lines = _trimmed(expected), _trimmed(output.split("\n"))
    if _matches(patterns, lines) or _matches(unwrapped(patterns), unwrapped(lines)):
        return None
    # A line that matches a pattern is shown as that pattern, so that the diff omits it.
    shown = {line: _first_match(patterns, line) or line for line in lines}
    printed = [shown[line] for line in lines]
    diff = list(unified_diff(patterns, printed, "the page", "the program", n=2, lineterm=""))
    return "\n".join([*diff[:LINES], *(["…"] if len(diff) > LINES else [])])


def _continues(exchange: Exchange) -> bool:
    """True when the next line is a part of the command."""
    return not exchange.expected and exchange.command.endswith("\\")


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
