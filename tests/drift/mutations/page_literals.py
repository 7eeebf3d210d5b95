"""The mutations of a page: of its commands, outputs, forms, fragments, titles, prose and header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.drift.mutations.mutation import TOKEN, Mutation, mutations_of
from tests.drift.page_code import INLINE
from tests.pages import front_matter, lexer
from tests.pages.fences import Fence

#: The words of the shell itself, and the signs that no reader types.
SYNTAX = {"if", "then", "else", "fi", "for", "do", "done", "while", "case", "esac", "in", "EOF"}
COMMENT = re.compile(r"(?:^|\s)#\s.*")
#: What is literal in a comment: a version, a flag, a name with a point or a dash.
IN_COMMENT = re.compile(r"--[\w-]+|\b[\w-]*\d[\w.-]*|\b\w+(?:[._-]\w+)+")
WORD = re.compile(rf"(?<![\w$]){TOKEN.pattern}")
UNITS = (
    "second|minute|hour|day|week|month|year|byte|kB|KB|MB|GB|character|file|release|project|time|"
    "person|people|reviewer|maintainer|publisher|attempt|version|job|step|run|page|cause|way|place"
)
#: Without "one", which is mostly a pronoun: the checks do not read it as a number.
WORDS = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
NUMBER = re.compile(
    rf"(?i)\b(?:\d[\d.,]*\d|\d|{WORDS})(?=\s*%|(?:\s+\w+)?\s+(?:{UNITS})(?:s|es)?\b)"
)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)|(?P<bare>https?://[^\s)>\"'`\]]+)")
#: The keys of the header whose values are for readers only.
PROSE_KEYS = ("title", "description")
KINDS = {
    "bash": "command", "sh": "command", "console": "output", "form": "form", "text": "shown",
    "yaml": "fragment", "yml": "fragment", "toml": "fragment", "json": "fragment",
}  # fmt: skip


def mutations(file: str, text: str) -> Iterator[Mutation]:
    """All mutations of one Markdown file; `file` is its path from the root."""
    source = text.split("\n")
    front = front_matter.FRONT.match(text)
    length = front[0].count("\n") if front else 0
    for number in range(2, length):
        yield from _header(file, number, source[number - 1])
    for part in lexer.split(file, list(enumerate(source, 1))[length:]):
        if isinstance(part, Fence):
            yield from _fence(part, source)
        else:
            yield from _prose(file, *part)


def _header(file: str, number: int, line: str) -> Iterator[Mutation]:
    """The literals of a value; of prose, its inline code and what looks like a name."""
    if line.lstrip().startswith("#"):
        return
    key, colon, value = line.partition(":") if re.match(r"[\w-]+:", line) else ("", "", line)
    column = len(key) + len(colon)
    if key in PROSE_KEYS:
        literal = re.compile(r"\b\w+(?:[._-]\w+)+\b|\b(?:Test)?PyPI\b")
        yield from mutations_of(file, number, column, value, "page title", literal)
    else:
        yield from _longest(file, number, column, value, "header")


def _longest(file: str, number: int, column: int, text: str, kind: str) -> Iterator[Mutation]:
    """The mutations of the longest literal only: a message is one thing."""
    if tokens := list(TOKEN.finditer(text)):
        token = max(tokens, key=lambda found: len(found[0]))
        yield from mutations_of(file, number, column + token.start(), token[0], kind)


def _prose(file: str, number: int, line: str) -> Iterator[Mutation]:
    spans = list(INLINE.finditer(line))
    for span in spans:
        yield from _longest(file, number, span.start("text"), span["text"], "inline code")
    blank = list(line)
    for span in spans:
        blank[span.start() : span.end()] = " " * len(span[0])
    rest = "".join(blank)
    for link in LINK.finditer(rest):
        name = "target" if link["target"] else "bare"
        target = re.compile(r"[^#]*[^#/]|#[\w-]+")
        yield from mutations_of(file, number, link.start(name), link[name], "link", target)
    outside = LINK.sub(lambda found: " " * len(found[0]), rest)
    yield from mutations_of(file, number, 0, outside, "number", NUMBER)


def _fence(fence: Fence, source: list[str]) -> Iterator[Mutation]:
    header = source[fence.line - 1]
    for found in re.finditer(r'(?P<key>\w+)="(?P<value>[^"]*)"', header):
        kind = "title" if found["key"] == "title" else f"attribute {found['key']}"
        yield from _longest(fence.page, fence.line, found.start("value"), found["value"], kind)
    for offset, text in enumerate(fence.text.splitlines(), 1):
        number = fence.line + offset
        line = source[number - 1] if number <= len(source) else ""
        if text.strip() and text in line:
            yield from _line(fence, number, line.index(text), text)


def _line(fence: Fence, number: int, column: int, text: str) -> Iterator[Mutation]:
    kind = KINDS.get(fence.language, "file")
    if fence.language == "console" and text.startswith("$ "):
        kind = "command"
    if "--8<--" in text:
        kind = "include"
    comment = COMMENT.search(text) if kind in ("command", "fragment", "file") else None
    code = text[: comment.start()] if comment else text
    for found in mutations_of(fence.page, number, column, code, kind, WORD):
        if found.old not in SYNTAX and len(found.old) > 1:
            yield found
    if comment:
        place = fence.page, number, column + comment.start()
        yield from mutations_of(*place, comment[0], "comment", IN_COMMENT)
