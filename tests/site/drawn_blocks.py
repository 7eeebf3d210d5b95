"""Holds the blocks of a built site against the fences that the tests collect."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from overrides.hooks import code_blocks
from tests.pages import rendered
from tests.pages.page import Docs
from tests.site.built_site import file_of

#: The endings of the files that MkDocs renders as pages (mkdocs.utils.markdown_extensions).
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def differences(site: Path, docs: Docs) -> list[str]:
    """Sentences with file and line: blocks that only the site or only the tests have."""
    left = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    found: list[str] = []
    for source in _sources(docs):
        built = file_of(source).as_posix()
        if built in left and source.suffix == ".md":
            page = docs.page(docs.page_name(source.as_posix()))
            html = (site / built).read_text(encoding="utf-8")
            found += filter(None, [rendered.difference(page, html)])
            left.remove(built)
    return found + [problem for name in sorted(left) for problem in _without_page(site, name, docs)]


def _sources(docs: Docs) -> Iterator[Path]:
    """The Markdown files below the folder of pages, relative to it."""
    folder = docs.root / docs.folder
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in MARKDOWN)
    return (path.relative_to(folder) for path in paths)


def _without_page(site: Path, name: str, docs: Docs) -> Iterator[str]:
    """A sentence for each block of a built file that no collected page has drawn."""
    html = (site / name).read_text(encoding="utf-8")
    others = [source for source in _sources(docs) if file_of(source).as_posix() == name]
    source = docs.page_name(str(others[0]) if others else name)
    shown = source if (docs.root / source).is_file() else name
    for block in code_blocks.blocks(html):
        first = block.text.strip().split("\n")[0]
        lines = html.split("\n") if shown == name else (docs.root / shown).read_text().split("\n")
        line = next((number for number, text in enumerate(lines, 1) if first in text), 1)
        yield f"{shown}:{line}: the block {first!r} is on no page that the tests run"
