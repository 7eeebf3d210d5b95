"""Literals whose source is a document outside: terms.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.vocabulary.entries import entries

TERMS = Path(__file__).parent / "terms.toml"


@dataclass(frozen=True)
class Term:
    """`literals` that mean the same kind of thing; on all pages, or on `pages` below docs."""

    about: str
    source: str
    literals: tuple[str, ...]
    pages: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    def allows(self, page: str) -> bool:
        return not self.pages or page.removeprefix("docs/") in self.pages


def read(path: Path = TERMS) -> list[Term]:
    """Raises TypeError for an entry with an unknown or missing key."""
    return [Term(**entry) for entry in entries(path)]


def occurs(literal: str, text: str) -> bool:
    """Whether a source has the words of a literal, in order; `…` stands for a part that varies.

    Strings that a source joins over several lines are one.
    """
    joined = re.sub(r"[\"']\s*\n\s*[rf]*[\"']", "", text)
    position = 0
    for part in filter(None, map(str.strip, literal.split("…"))):
        position = joined.find(part, position)
        if position < 0:
            return False
    return True
