"""Characters that look like others, or like nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: All but what ASCII can print, and `…`, which stands for a part that varies.
_ODD = re.compile(r"[^ -~…]")


def problems(text: str) -> Iterator[tuple[int, str]]:
    """The line, and the characters that no page needs, such as a no-break space."""
    for number, line in enumerate(text.split("\n"), 1):
        for each in dict.fromkeys(_ODD.findall(line)):
            name = unicodedata.name(each, f"character U+{ord(each):04X}")
            yield number, f"{each!r} is {name}; write it in ASCII"
