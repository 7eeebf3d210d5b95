"""A page as a Sybil document: each fence is an example that the page run evaluates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sybil import Document, Example, Region

from tests.evaluate.page_run import PageRun


def parse(path: Path, page_run: PageRun) -> Document:
    """Parse the page at `path`. `parsed` of each example is the index of its fence."""

    def evaluate(example: Example) -> str | None:
        return page_run.verdict_of(example.parsed).failure

    def regions(document: Document) -> Iterator[Region]:
        """Each fence is a region at the start of the line that opens or includes it."""
        starts = _line_starts(document.text)
        previous = -1
        for index, fence in enumerate(page_run.page.fences):
            # Fences of one include share its line, but Sybil sorts regions by their start.
            previous = max(starts[fence.line - 1], previous + 1)
            yield Region(previous, previous, index, evaluate)

    return Document.parse(str(path), regions)


def _line_starts(text: str) -> list[int]:
    """The position of each line in the text."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
