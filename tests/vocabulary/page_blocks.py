"""The blocks of the pages, as sources of literals."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.vocabulary import quotations

#: Fences that are shown and not run prove nothing.
_SHOWN = ("text", "mermaid")


@cache
def beginnings(root: Path) -> frozenset[str]:
    """The first line, without a backslash at its end, and the title of each block of all pages."""
    fences = [fence for page in quotations.all_pages(root) for fence in page.fences]
    titles = {fence.attributes.get("title", "") for fence in fences}
    lines = {fence.text.split("\n")[0] for fence in fences}
    return frozenset(titles | {line.removesuffix("\\").rstrip() for line in lines})


@cache
def text(root: Path, page: str) -> str:
    """All that the blocks of a page run, with their titles."""
    fences = quotations.pages(root).page(page).fences if page.endswith(".md") else ()
    run = [fence for fence in fences if fence.language not in _SHOWN]
    return "\n".join(fence.text + fence.attributes.get("title", "") for fence in run)
