"""The lines of a fence, from its opening to its closing ticks, as SuperFences takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Python-Markdown's tab_length, which the site leaves alone.
TAB = 4


def read(
    lines: Sequence[tuple[int, str]], at: int, opened: re.Match[str]
) -> tuple[list[str], int, str | None]:
    """The lines of the fence whose first line is `lines[at]`, where to read on, what is wrong."""
    prefix = opened["prefix"].expandtabs(TAB)
    closes = re.compile(re.escape(opened["ticks"]) + r"[ \t]*")
    body: list[str] = []
    for index in range(at, len(lines)):
        number, line = lines[index]
        inside = _dedent(line.expandtabs(TAB), prefix)
        if inside is None:
            return body, index + 1, f"never drawn: line {number} leaves the fence's indentation"
        if closes.fullmatch(inside):
            return body, index + 1, None
        body.append(inside if inside.strip() else "")
    return body, len(lines), f"never closed: no line of `{opened['ticks']}` follows"


def _dedent(line: str, prefix: str) -> str | None:
    """The line without the fence's indentation; None when it has less, "" when it is blank."""
    quoted = prefix.count(">")
    width = min(len(line) - len(line.lstrip("> ")), len(prefix))
    head, inside = line[:width], line[width:]
    if not line.strip() or (quoted and not inside and head.count(">") <= quoted):
        return ""
    if len(head) < len(prefix) or head.count(">") != quoted:
        return None
    return inside
