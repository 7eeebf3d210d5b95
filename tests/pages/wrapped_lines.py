"""Messages that a program wraps in a column, as twine does, joined to lines again."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: The beginning of a line in the column of messages of rich's log handler, which twine uses.
_COLUMN = re.compile(r" {9}(?=\S)")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Join the lines of a message that is wrapped in a column, as twine's messages are.

    Where it is wrapped depends on the width of the terminal and on the names in it.
    """
    joined: list[str] = []
    for line in lines:
        if joined and _COLUMN.match(line) and _COLUMN.match(joined[-1]):
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    return joined
