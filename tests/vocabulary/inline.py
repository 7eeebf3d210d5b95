"""The pieces of a paragraph, a heading or a cell of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from tests.vocabulary import html_spans
from tests.vocabulary.spans import Span

_ADDRESS = re.compile(r"https?://[^\s)>\"']+")
_CODE_ELEMENT = re.compile(r"</?(?:code|kbd)\b")
#: Marks a wrong name that is shown on purpose.
WRONG = re.compile(r"\{:?\s*\.wrong\s*\}")
_ATTRIBUTES = re.compile(r"\{[:#.][^}]*\}\s*$")


def spans(inline: Token, line: int) -> Iterator[Span]:
    """The pieces of a paragraph that begins in that line."""
    emphasised, in_code = 0, False
    children = inline.children or []
    for number, token in enumerate(children):
        if token.type in ("em_open", "strong_open"):
            emphasised += 1
        elif token.type in ("em_close", "strong_close"):
            emphasised -= 1
        elif token.type in ("softbreak", "hardbreak"):
            yield Span("text", " ", line)
            line += 1
        elif token.type == "code_inline":
            after = children[number + 1].content if number + 1 < len(children) else ""
            text = " ".join(token.content.split())
            yield Span("wrong" if WRONG.match(after) else "code", text, line)
        elif token.type == "html_inline" and _CODE_ELEMENT.match(token.content):
            in_code = not token.content.startswith("</")
        elif token.type == "html_inline":
            yield from html_spans.spans(token.content, line)
        elif token.type == "link_open":
            yield Span("link", str(token.attrGet("href")), line)
        elif token.type == "image":
            yield Span("link", str(token.attrGet("src")), line)
            yield Span("text", token.content, line)
        elif token.type == "text" and token.content:
            kind = "code" if in_code else "label" if emphasised else "text"
            yield from _text(token.content, kind, line)


def _text(content: str, kind: str, line: int) -> Iterator[Span]:
    """Words, and the addresses that stand in them without a link's syntax."""
    position = 0
    if mark := WRONG.match(content):
        content = content[mark.end() :]
    content = _ATTRIBUTES.sub("", content)
    for found in _ADDRESS.finditer(content):
        yield Span(kind, content[position : found.start()], line)
        yield Span("link", found[0].rstrip(".,:;"), line)
        position = found.start() + len(found[0].rstrip(".,:;"))
    if position < len(content):
        yield Span(kind, content[position:], line)
