"""Sybil, with our lexer for its only parser and the fence rule for its evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sybil import Document, Example, Region, Sybil

from tests.evaluate.page_run import PageRun
from tests.evaluate.session import Session
from tests.pages.page import Page


class PageSybil(Sybil):
    """Parses a page into its fences."""

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__([self.regions], pattern="*.md", path=str(session.docs.root))

    def page(self, path: str | Path) -> Page:
        """The page at `path`; one that cannot be read is a page with a problem."""
        name = Path(path).relative_to(self.session.docs.root).as_posix()
        try:
            return self.session.docs.page(name)
        except OSError as problem:
            return Page.unreadable(name, problem.strerror or "cannot be read")
        except UnicodeDecodeError:
            return Page.unreadable(name, "is not UTF-8")

    def regions(self, document: Document) -> Iterator[Region]:
        """The fences of a page, each at the start of the line that opens or includes it."""
        page = self.page(document.path)
        document.namespace["performance"] = PageRun(self.session, page)
        starts = _line_starts(document.text)
        previous = -1
        for index, fence in enumerate(page.fences):
            # Fences out of one include share its line, and Sybil wants them in order.
            previous = max(starts[fence.line - 1], previous + 1)
            yield Region(previous, previous, index, evaluate)

    def identify(self, example: Example) -> str:
        """`12-bash`: what follows `docs/page.md::`."""
        language = _page(example).fences[example.parsed].language or "none"
        return f"{example.line}-{language}" + (f"-{example.column}" * (example.column > 1))


def evaluate(example: Example) -> str | None:
    """Sybil's evaluator of a fence: the report of its failure, or None."""
    page_run: PageRun = example.namespace["performance"]
    return page_run.verdict_of(example.parsed).failure


def _page(example: Example) -> Page:
    page_run: PageRun = example.namespace["performance"]
    return page_run.page


def _line_starts(text: str) -> list[int]:
    """Where each line starts in the text."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
