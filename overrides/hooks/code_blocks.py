"""The code blocks and forms in a rendered page, what their copy buttons give, and their digests."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser

#: Pygments' classes for prompts and output, which guide.css hides while a block is copied.
NOT_COPIED = {"gp", "go"}
#: Elements that show code to type without a fence. A `pre` with `code` in it is drawn from a fence.
RAW = ("pre", "kbd", "samp", "xmp", "listing", "plaintext")


#: The class around the numbers of a block's lines.
NUMBERS = "linenodiv"


@dataclass
class Block:
    """One block: `text` as drawn, of a form its `Label: value` lines.

    `copied` is what the copy button gives; of a form, what its buttons give, one a line.
    """

    text: str = ""
    copied: str = ""


def digests(html: str) -> list[str]:
    """The SHA-256 of each block's text, in order, computed as in the test run's ledger."""
    return [sha256(block.text.encode()).hexdigest() for block in blocks(html)]


def blocks(html: str) -> list[Block]:
    """Each block in order; its text ends in one newline, what is copied in none."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return [
        Block(block.text.strip("\n") + "\n", block.copied.strip("\n").rstrip())
        for block in parser.blocks
    ]


class _Parser(HTMLParser):
    """Collects the text of `pre code` and of raw elements, and the fields of every form card."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        #: The open elements from the outermost raw one, each with whether its text is copied.
        self._open: list[tuple[str, bool]] = []
        self._numbers = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        classes = set(given.get("class", "").split())
        if NUMBERS in classes:
            self._numbers = True
        elif self._numbers:
            return
        elif (tag in RAW and not self._open) or (tag == "div" and "form" in classes):
            self.blocks.append(Block())
        elif tag == "button" and "form__copy" in classes:
            label, value = given["aria-label"].removeprefix("Copy "), given["data-clipboard-text"]
            self.blocks[-1].text += f"{label}: {value}\n"
            self.blocks[-1].copied += f"{value}\n"
        elif "data-box" in given:
            self.blocks[-1].text += f"{given['data-box']}\n"
        if self._open or tag in RAW:
            self._open.append((tag, not NOT_COPIED & classes))

    def handle_endtag(self, tag: str) -> None:
        self._numbers = self._numbers and tag != "div"
        names = [name for name, _ in self._open]
        if tag in names:  # An element without an end tag, as `br`, ends with the one around it.
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1].text += data
            self.blocks[-1].copied += data if all(copied for _, copied in self._open) else ""
