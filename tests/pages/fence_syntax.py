"""The syntax of one fence, as SuperFences reads it: its first line, its body, its last line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: A line of a page and its number in the file. All lines of an included file have one number.
Line = tuple[int, str]

#: Python-Markdown's default tab_length, which the site does not change.
TAB = 4
#: The first line of a fence. For SuperFences, the prefix is the fence's indentation.
FIRST_LINE = re.compile(r"(?P<prefix>[> \t]*)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)")
#: Ticks after a list's bullet, which Markdown renders as inline code.
AFTER_BULLET = re.compile(r"[> \t]*(?:[-*+]|\d+[.)])[ \t]+(?:`{3,}|~{3,})(?P<info>[^`\n]*)")


@dataclass(frozen=True)
class Body:
    """The lines inside a fence, without its indentation.

    `end` is the index of the first line after the fence. `problem` is the end of a sentence when
    the site does not render the fence.
    """

    lines: list[str]
    end: int
    problem: str | None = None


def opening(line: str) -> re.Match[str] | None:
    """Match a line that opens a fence."""
    opened = FIRST_LINE.fullmatch(line)
    if opened and opened["ticks"].startswith("`") and "`" in opened["info"]:
        return None  # Ticks in the info string make the line inline code.
    return opened


def body(lines: Sequence[Line], start: int, opened: re.Match[str]) -> Body:
    """Read the fence that `opened` opens and whose body begins at `lines[start]`.

    The last line has exactly the ticks of the first and the same indentation. A line with less
    indentation ends the fence without rendering it.
    """
    prefix = opened["prefix"].expandtabs(TAB)
    last_line = re.compile(re.escape(opened["ticks"]) + r"[ \t]*")
    inside: list[str] = []
    for index in range(start, len(lines)):
        number, line = lines[index]
        dedented = _dedent(line.expandtabs(TAB), prefix)
        if dedented is None:
            problem = f"the fence is not rendered: line {number} is indented less than the fence"
            return Body(inside, index + 1, problem)
        if last_line.fullmatch(dedented):
            return Body(inside, index + 1)
        inside.append(dedented if dedented.strip() else "")
    problem = f"the fence is not closed: end it with a line `{opened['ticks']}`"
    return Body(inside, len(lines), problem)


def _dedent(line: str, prefix: str) -> str | None:
    """The line without the fence's indentation; None when it has less, "" when it is blank."""
    quoted = prefix.count(">")
    width = min(len(line) - len(line.lstrip("> ")), len(prefix))
    head, rest = line[:width], line[width:]
    if not line.strip() or (quoted and not rest and head.count(">") <= quoted):
        return ""
    if len(head) < len(prefix) or head.count(">") != quoted:
        return None
    return rest
