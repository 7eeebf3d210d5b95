"""The addresses outside that the pages link: links.txt, one in each line."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from overrides.hooks import facts
from tests import ROOT

DOCS = ROOT / "docs"
LINKS = Path(__file__).parent / "links.txt"


@cache
def _site() -> str:
    return facts.read(ROOT).site_url


@cache
def known() -> frozenset[str]:
    """The addresses in links.txt; the live tests request each of them."""
    lines = LINKS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def problem(address: str) -> str | None:
    """What is wrong with a link's address, as the end of a sentence; None for a known one.

    MkDocs itself checks the links between pages; an address of the site names one of its pages.
    """
    if not address.startswith(("http:", "https:")) or address in known():
        return None
    if address.startswith(_site()):
        page = address.removeprefix(_site()).partition("#")[0].rstrip("/")
        exists = any((DOCS / each).is_file() for each in (f"{page}.md", f"{page}/index.md"))
        return None if exists else f"{address} is no page of the site"
    close = get_close_matches(address, known(), 1, 0.8)
    more = f"; did you mean {close[0]}" if close else ""
    return f"unknown address {address}{more}, or add it to tests/vocabulary/links.txt"
