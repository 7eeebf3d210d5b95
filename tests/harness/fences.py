"""Finds the fenced blocks of a page, exactly those that the site draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.harness import headers

#: A line that opens a fence; the prefix is what SuperFences takes as indentation.
OPENS = re.compile(r"(?P<prefix>[> \t]*)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)")
#: Ticks behind a list's bullet: Markdown draws them as inline code.
BULLET = re.compile(r"[> \t]*(?:[-*+]|\d+[.)])[ \t]+(?:`{3,}|~{3,})(?P<info>[^`\n]*)")
HEADING = re.compile(r"##[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*(?:\{[^}]*\})?[ \t]*")
#: What opens or closes an HTML comment, once inline code is out of the way.
COMMENT = re.compile(r"<!--|-->")
INLINE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
#: Python-Markdown's tab_length, which the site leaves alone.
TAB = 4

#: A line of the page beside its number in the file (lines of an included file share one number).
Line = tuple[int, str]


@dataclass(frozen=True)
class Fence:
    """One block: where it opens, what it says, and the heading (`##`) that it stands under.

    `text` is what the site draws and a reader copies: dedented, no blank line at either end, one
    newline at the end. `problem` is set when the site draws no block here or nobody knows the
    header.
    """

    page: str
    line: int
    language: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""
    problem: str | None = None

    @property
    def place(self) -> str:
        """`docs/page.md:12`."""
        return f"{self.page}:{self.line}"


@dataclass
class _Reader:
    """What is known at one line: the heading above, and whether a comment is open."""

    page: str
    heading: str = ""
    hidden: bool = False

    def read_text(self, number: int, line: str) -> Fence | None:
        """Takes note of a line outside fences; a fence that can never be drawn comes back."""
        if heading := HEADING.fullmatch(line):
            self.heading = heading["text"]
        bullet = None if self.hidden else BULLET.match(line)
        for mark in COMMENT.findall(INLINE.sub("", line)):
            self.hidden = mark == "<!--"
        if bullet:
            problem = "a fence behind a list's bullet is not drawn: put it on the next line"
            return Fence(self.page, number, bullet["info"].strip(), "\n", problem=problem)
        return None

    def fence(self, number: int, info: str, body: Sequence[str]) -> Fence:
        """The fence that opens at line `number`."""
        header = headers.read(info)
        text = "\n".join(body).strip("\n") + "\n"
        return Fence(
            self.page,
            number,
            header.language,
            text,
            header.attributes,
            self.heading,
            header.problem,
        )


def lex(page: str, lines: Sequence[Line]) -> list[Fence]:
    """The fences of a page, in order; those inside comments and longer fences are not among them.

    `page` is the path to name in sentences; `lines` are without front matter and newlines. The
    rules are pymdownx.superfences': a closing line has as many ticks and the same indentation, a
    line with less indentation gives the fence up.
    """
    return list(_walk(_Reader(page), lines))


def _walk(reader: _Reader, lines: Sequence[Line]) -> Iterator[Fence]:
    at = 0
    while at < len(lines):
        number, line = lines[at]
        at += 1
        if not (opened := OPENS.fullmatch(line)) or "`" in _info(opened):
            if stray := reader.read_text(number, line):
                yield stray
            continue
        body, at, problem = _body(lines, at, opened)
        fence = reader.fence(number, opened["info"], body)
        if reader.hidden and any("-->" in inside for inside in body):
            problem = problem or "a fence in a comment holds `-->`, which ends the comment"
        if not reader.hidden or problem:
            yield replace(fence, problem=problem or fence.problem)


def _info(opened: re.Match[str]) -> str:
    """The header, when ticks in it would make the line inline code."""
    return opened["info"] if opened["ticks"].startswith("`") else ""


def _body(
    lines: Sequence[Line], at: int, opened: re.Match[str]
) -> tuple[list[str], int, str | None]:
    """The lines of the fence whose first line is `lines[at]`, where to read on, what is wrong."""
    prefix = opened["prefix"].expandtabs(TAB)
    closes = re.compile(re.escape(opened["ticks"]) + r"[ \t]*")
    body: list[str] = []
    for index in range(at, len(lines)):
        number, line = lines[index]
        inside = _dedent(line.expandtabs(TAB), prefix)
        if inside is None:
            return body, index + 1, f"never drawn: line {number} leaves the fence's indentation"
        if closes.fullmatch(inside):
            return body, index + 1, None
        body.append(inside if inside.strip() else "")
    return body, len(lines), f"never closed: no line of `{opened['ticks']}` follows"


def _dedent(line: str, prefix: str) -> str | None:
    """The line without the fence's indentation; None when it has less, "" when it is blank."""
    quoted = prefix.count(">")
    width = min(len(line) - len(line.lstrip("> ")), len(prefix))
    head, inside = line[:width], line[width:]
    if not line.strip() or (quoted and not inside and head.count(">") <= quoted):
        return ""
    if len(head) < len(prefix) or head.count(">") != quoted:
        return None
    return inside
