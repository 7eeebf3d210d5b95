"""The pieces of a line of HTML: its words, its code and its addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.vocabulary.spans import Span

_TOKEN = re.compile(
    r"<(?P<tag>code|kbd)\b[^>]*>(?P<code>.*?)</(?P=tag)>|<!--.*?-->|<(?P<element>[^>]*)>"
)
_ADDRESS = re.compile(r"\b(?:href|src)=[\"'](?P<address>[^\"']*)")
_TEXT = re.compile(r"\b(?:alt|title|placeholder|aria-label)=[\"'](?P<text>[^\"']*)")


def spans(line: str, number: int) -> Iterator[Span]:
    """`code` for `<code>` and `<kbd>`, `link` for addresses, `text` for words and their titles."""
    position = 0
    for found in _TOKEN.finditer(line):
        yield from _words(line[position : found.start()], number)
        position = found.end()
        if found["code"] is not None:
            yield Span("code", found["code"].strip(), number)
        element = found["element"] or ""
        for address in _ADDRESS.finditer(element):
            yield Span("link", address["address"], number)
        for text in _TEXT.finditer(element):
            yield from _words(text["text"], number)
    yield from _words(line[position:], number)


def _words(text: str, number: int) -> Iterator[Span]:
    if text.strip():
        yield Span("text", text, number)
