"""Where the tabs of a page are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tests.pages.page import Page

_TITLE = re.compile(r'^(?P<indent> *)===[!+]?\+? "(?P<title>[^"]*)"$')
_HEADING = "## "


@dataclass(frozen=True)
class PageTab:
    """`line` is that of the title, `end` that of the last line in the tab.

    `heading` is the one above it, `indent` is 0 outside of other tabs, steps and blocks.
    """

    title: str
    heading: str
    indent: int
    line: int
    end: int


def page_tabs(page: Page) -> Iterator[PageTab]:
    """All tabs of the page, also those inside others."""
    lines, heading = page.text.split("\n"), ""
    for number, line in enumerate(lines, 1):
        if line.startswith(_HEADING):
            heading = line.removeprefix(_HEADING).strip()
        elif found := _TITLE.match(line):
            indent = len(found["indent"])
            end = _end(lines, number, " " * (indent + 4))
            yield PageTab(found["title"], heading, indent, number, end)


def _end(lines: Sequence[str], start: int, inside: str) -> int:
    """The number of the last line after `start` that is empty or begins with `inside`."""
    body = takewhile(lambda line: not line or line.startswith(inside), lines[start:])
    return start + len(list(body))
