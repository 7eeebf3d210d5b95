"""The numbers that the pages may state, each with its source: limits.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.vocabulary.entries import entries
from tests.vocabulary.quantities import Quantity

LIMITS = Path(__file__).parent / "limits.toml"


@dataclass(frozen=True)
class Limit:
    """One number; see the head of limits.toml."""

    value: float
    words: str
    source: str
    unit: str = ""
    code: tuple[str, str, int] | None = None
    counts: str = ""
    pages: tuple[str, ...] = ()

    def holds(self, quantity: Quantity) -> bool:
        """Whether the number on the page is this one, in a sentence about the same thing."""
        if quantity.value != self.value or self.unit not in ("", quantity.unit):
            return False
        page = quantity.statement.page.removeprefix("docs/")
        if self.pages and page not in self.pages:
            return False
        statement = quantity.statement
        return any(
            re.search(self.words, text)
            for text in (statement.text, statement.row, *statement.context[-1:])
        )


def read(path: Path = LIMITS) -> list[Limit]:
    """Raises TypeError for an entry with an unknown or missing key."""
    return [Limit(**entry) for entry in entries(path)]
