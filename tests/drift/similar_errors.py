"""The errors that a failure page tells apart under "Similar errors", and their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tests.pages.page import Page

HEADING = "Similar errors"
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\((?P<page>[\w-]+)\.md[)#]")


@dataclass(frozen=True)
class SimilarError:
    """`quoted` are the words of the error, `linked` the names of the pages about it."""

    line: int
    quoted: tuple[str, ...]
    linked: tuple[str, ...]


def similar_errors(page: Page) -> Iterator[SimilarError]:
    """The items under "Similar errors"; the quoted words stand before the item's first colon."""
    under, items = False, list[tuple[int, list[str]]]()
    for number, line in enumerate(page.text.split("\n"), 1):
        if line.startswith("## "):
            under = line == f"## {HEADING}"
        elif under and line.startswith("- "):
            items.append((number, [line[2:]]))
        elif under and items and line.startswith("  "):
            items[-1][1].append(line)
    for number, lines in items:
        text = " ".join(" ".join(lines).split())
        linked = tuple(found["page"] for found in _LINK.finditer(text))
        yield SimilarError(number, _quoted(text), linked)


def _quoted(text: str) -> tuple[str, ...]:
    """The code before the first colon, and all other code of several words."""
    masked = _CODE.sub(lambda found: "`" + "x" * len(found[1]) + "`", text)
    colon = masked.find(":")
    return tuple(
        found[1] for found in _CODE.finditer(text) if found.start() < colon or " " in found[1]
    )


def misquoted(error: SimilarError, pages: Sequence[Page]) -> str | None:
    """The first words that none of the linked pages has; None when all are found."""
    texts = [_words(text) for page in pages for text in _messages(page)]
    for words in error.quoted:
        pieces = [re.escape(_words(piece)) for piece in words.split("…")]
        quoted = re.compile(".*".join(pieces))
        if not any(quoted.search(text) for text in texts):
            return words
    return None


def _messages(page: Page) -> Iterator[str]:
    """What the page quotes: its head, and its text without its own similar errors."""
    yield from (*page.front.says, *page.front.also)
    _, _, body = page.text.partition("\n---\n")
    yield body.partition(f"\n## {HEADING}")[0]


@cache
def _words(text: str) -> str:
    return " ".join(text.split())
