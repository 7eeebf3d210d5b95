"""Whether `...` stands for all that a command prints, so that its transcript claims nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.pages.transcript import ELLIPSIS

#: Characters of words; one alone, such as a number of files, claims little.
LETTER = re.compile(r"\w")
LEAST = 2


def of_everything(expected: Sequence[str], output: str) -> bool:
    """Whether the command prints words, and the page shows none of them beside `...`."""
    shown = "".join(part for line in expected for part in line.split(ELLIPSIS))
    elides = any(ELLIPSIS in line for line in expected)
    return elides and len(LETTER.findall(shown)) < LEAST <= len(LETTER.findall(output))
