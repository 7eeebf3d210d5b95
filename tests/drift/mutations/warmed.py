"""Reads all pages once, for the forks of the process that has collected the tests."""

from __future__ import annotations

from tests import ROOT
from tests.drift import page_code
from tests.pages import front_matter, lexer
from tests.vocabulary import spelling, statements


def warm() -> None:
    """Fill the caches that are keyed by the text of a page, which a mutation cannot make stale."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        _, _, length = front_matter.read(text)
        lexer.split(name, list(enumerate(text.split("\n"), 1))[length:])
        page_code.read(name, text)
        statements.read(name, text)
    spelling.is_english("word")
