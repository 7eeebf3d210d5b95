"""The sentences, table rows and headings of a page, with the literals in them and their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from markdown_it import MarkdownIt

from tests.vocabulary import html_spans, inline, page_lines
from tests.vocabulary.page_lines import Line
from tests.vocabulary.spans import Span

_MARKDOWN = MarkdownIt("commonmark").enable("table")
#: The end of a sentence. A sentence that goes on after a colon or a semicolon is one.
_END = re.compile(r"(?<=[.!?])(?:\s+|$)")


@dataclass(frozen=True)
class Statement:
    """A sentence, a heading, or a cell of a table. `row` is the text of the whole row.

    `context` are the texts of the headings above it, the page's title first, and of its column.
    """

    page: str
    kind: str
    spans: tuple[Span, ...]
    context: tuple[str, ...] = ()
    row: str = ""

    @property
    def line(self) -> int:
        return self.spans[0].line

    @cached_property
    def text(self) -> str:
        """The words without addresses; code is in backticks."""
        shown = (f"`{s.text}`" if s.kind in _CODE else s.text for s in self.spans if _shown(s))
        return "".join(shown).strip()

    @cached_property
    def words(self) -> str:
        """The words without code and addresses."""
        return "".join(s.text for s in self.spans if s.kind in ("text", "label")).strip()


_CODE = ("code", "wrong")


def _shown(span: Span) -> bool:
    return span.kind != "link"


@cache
def read(page: str, text: str) -> tuple[Statement, ...]:
    """The statements of a page in Markdown; `page` is its path for messages.

    Fences and macros are left out: the fences run, and the macros draw what they read.
    """
    lines = page_lines.prose(page, text)
    first = [_plain(page, line) for line in page_lines.front_texts(text)]
    title = first[0].text if first else ""
    return (*first, *_statements(page, lines, title))


def plain(page: str, lines: Iterable[Line]) -> list[Statement]:
    """The statements of texts without Markdown blocks, one in each line."""
    return [statement for line in lines for statement in _sentences(_plain(page, line))]


def _plain(page: str, line: Line) -> Statement:
    number, text = line
    (parsed,) = _MARKDOWN.parseInline(text)
    return Statement(
        page, "title", tuple(inline.spans(parsed, number)) or (Span("text", "", number),)
    )


def _statements(page: str, lines: list[str], title: str) -> Iterator[Statement]:
    tokens = _MARKDOWN.parse("\n".join(lines))
    headings: list[tuple[int, str]] = [(1, title)]
    columns: list[str] = []
    cells: list[Statement] = []
    kind, line, tag = "paragraph", 1, ""
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        if token.type in ("heading_open", "th_open", "td_open"):
            kind, tag = token.type.removesuffix("_open"), token.tag
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield from _row(cells, columns)
            columns = columns or [cell.text for cell in cells]
        elif token.type == "table_close":
            columns = []
        elif token.type == "html_block":
            source = enumerate(token.content.split("\n"), line)
            yield from html(page, source, tuple(text for _, text in headings))
        elif token.type == "inline":
            context = tuple(text for _, text in headings)
            spans = tuple(inline.spans(token, line))
            found = Statement(page, kind, spans or (Span("text", "", line),), context)
            if kind in ("th", "td"):
                cells.append(found)
            elif kind == "heading":
                level = int(tag[1])
                headings = [*(each for each in headings if each[0] < level), (level, found.text)]
                yield found
            else:
                yield from _sentences(found)
            kind = "paragraph"


def _row(cells: list[Statement], columns: list[str]) -> Iterator[Statement]:
    """The cells of a row; each knows its column and the whole row."""
    row = " | ".join(cell.text for cell in cells)
    for number, cell in enumerate(cells):
        column = columns[number] if number < len(columns) else ""
        yield replace(cell, context=(*cell.context, column), row=row)


def html(page: str, lines: Iterable[Line], context: tuple[str, ...] = ()) -> Iterator[Statement]:
    """The texts of HTML, one in each line."""
    for number, line in lines:
        if spans := tuple(html_spans.spans(line, number)):
            yield Statement(page, "html", spans, context)


def _sentences(statement: Statement) -> Iterator[Statement]:
    """Cut a paragraph after each full stop outside code."""
    spans: list[Span] = []
    for span in statement.spans:
        parts = _END.split(span.text) if span.kind == "text" else [span.text]
        for number, part in enumerate(parts):
            if number:
                yield from _sentence(statement, spans)
                spans = []
            if part:
                spans.append(replace(span, text=part))
    yield from _sentence(statement, spans)


def _sentence(statement: Statement, spans: list[Span]) -> Iterator[Statement]:
    if any(span.text.strip() for span in spans):
        yield replace(statement, spans=tuple(spans))
