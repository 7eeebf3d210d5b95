"""The lines of a page's prose: Markdown without fences, macros and the site's own containers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.pages import front_matter, lexer, titles
from tests.pages.fences import Fence

Line = tuple[int, str]
#: The line that opens an admonition or a tab, whose content is indented by four blanks.
_CONTAINER = re.compile(r'(?:!!!|\?\?\?\+?|===[!+]?)[ \t]*[\w ]*?(?:"(?P<title>[^"]*)")?[ \t]*')
_MACRO = re.compile(r"^\s*\[\[\[.*\]\]\]\s*$")
_INDENT = " " * 4
#: Keys of the front matter whose text readers see.
_TEXTS = ("title", "description")


def prose(page: str, text: str) -> list[str]:
    """Each line of the page under its number: an empty one for what is no prose.

    The title of an admonition or of a tab becomes a heading of the lowest level.
    """
    lines = [""] * (text.count("\n") + 1)
    front = front_matter.FRONT.match(text)
    first = front[0].count("\n") if front else 0
    numbered = list(enumerate(text.split("\n"), 1))[first:]
    parts = (part for part in lexer.split(page, numbered) if not isinstance(part, Fence))
    for number, line in _flattened(parts):
        lines[number - 1] = "" if _MACRO.match(line) else line
    return lines


def _flattened(parts: Iterator[Line]) -> Iterator[Line]:
    """The lines without the indentation of the containers around them."""
    depth = 0
    for number, line in parts:
        while line.strip() and depth and not line.startswith(_INDENT * depth):
            depth -= 1
        inner = line[len(_INDENT) * depth :]
        opened = _CONTAINER.fullmatch(inner) if inner[:3] in ("!!!", "???", "===") else None
        if opened:
            depth += 1
            inner = f"###### {opened['title'] or ''}"
        yield number, inner


def front_texts(text: str) -> Iterator[Line]:
    """The texts of the front matter that the site shows, with their lines.

    What a failure page's title quotes is left out: tests.pages.titles finds it in the message.
    """
    front, lines, _ = front_matter.read(text)
    message = titles.quoted(front) if front.symptom else ""
    for key in _TEXTS:
        if value := getattr(front, key):
            quoting = key == "title" and message
            yield lines[key], value.replace(message, "…", 1) if quoting else value
