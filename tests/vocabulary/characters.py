"""Characters that look like others, or like nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

#: The one character beyond ASCII: it stands for a part that varies.
_ALLOWED = {"…"}


def problems(text: str) -> Iterator[tuple[int, str]]:
    """The line, and the characters that no page needs, such as a no-break space."""
    for number, line in enumerate(text.split("\n"), 1):
        odd = [each for each in line if not (each.isascii() and each.isprintable())]
        for each in dict.fromkeys(odd):
            if each not in _ALLOWED:
                name = unicodedata.name(each, f"character U+{ord(each):04X}")
                yield number, f"{each!r} is {name}; write it in ASCII"
