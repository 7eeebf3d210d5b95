"""The code blocks and forms in a rendered page, and their digests."""

from __future__ import annotations

from hashlib import sha256
from html.parser import HTMLParser


def digests(html: str) -> list[str]:
    """The SHA-256 of each block's text, in order, computed as in the test run's ledger."""
    return [sha256(text.encode()).hexdigest() for text in texts(html)]


def texts(html: str) -> list[str]:
    """The text of each block, ending in one newline; of a form, its `Label: value` lines."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return [block.strip("\n") + "\n" for block in parser.blocks]


class _Parser(HTMLParser):
    """Collects the text of every `pre code`, and the fields of every card that form.py renders."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._in_pre = self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        classes = given.get("class", "").split()
        if tag == "pre":
            self._in_pre = True
        elif tag == "code" and self._in_pre:
            self._in_code = True
            self.blocks.append("")
        elif tag == "div" and "form" in classes:
            self.blocks.append("")
        elif tag == "button" and "form__copy" in classes:
            label = given["aria-label"].removeprefix("Copy ")
            self.blocks[-1] += f"{label}: {given['data-clipboard-text']}\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._in_pre = self._in_code = False
        elif tag == "code":
            self._in_code = False

    def handle_data(self, data: str) -> None:
        if self._in_code:
            self.blocks[-1] += data
