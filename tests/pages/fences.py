"""Finds the fenced blocks of a page, exactly those that the site draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.pages import fence_body, info_string
from tests.pages.fence_body import TAB

#: A line that opens a fence; the prefix is what SuperFences takes as indentation.
OPENS = re.compile(r"(?P<prefix>[> \t]*)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)")
#: Ticks behind a list's bullet: Markdown draws them as inline code.
BULLET = re.compile(r"[> \t]*(?:[-*+]|\d+[.)])[ \t]+(?:`{3,}|~{3,})(?P<info>[^`\n]*)")
HEADING = re.compile(r"##[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*(?:\{[^}]*\})?[ \t]*")
#: What opens or closes an HTML comment, once inline code is out of the way.
COMMENT = re.compile(r"<!--|-->")
#: A tab of pymdownx.tabbed; what belongs to it is indented.
TAB_HEAD = re.compile(r'===[!+]?[ \t]+"(?P<title>[^"]*)"[ \t]*')
INLINE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")

#: A line of the page beside its number in the file (lines of an included file share one number).
Line = tuple[int, str]


@dataclass(frozen=True)
class Fence:
    """One block: where it opens, what it says, the heading (`##`) and the tab that it stands under.

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
    tab: str = ""
    problem: str | None = None

    @property
    def place(self) -> str:
        """`docs/page.md:12`."""
        return f"{self.page}:{self.line}"


@dataclass
class _LexerState:
    """What is known at one line: the heading and tab above, and whether a comment is open."""

    page: str
    heading: str = ""
    tab: str = ""
    hidden: bool = False

    def read_text(self, number: int, line: str) -> Fence | None:
        """Takes note of a line outside fences; a fence that can never be drawn comes back."""
        if heading := HEADING.fullmatch(line):
            self.heading = heading["text"]
        self._look_for_tab(line)
        bullet = None if self.hidden else BULLET.match(line)
        for mark in COMMENT.findall(INLINE.sub("", line)):
            self.hidden = mark == "<!--"
        if bullet:
            problem = "a fence behind a list's bullet is not drawn: put it on the next line"
            return Fence(self.page, number, bullet["info"].strip(), "\n", problem=problem)
        return None

    def _look_for_tab(self, line: str) -> None:
        """A line that is not indented opens a tab or ends the one above."""
        if line.strip() and not line.startswith(" " * TAB):
            head = TAB_HEAD.fullmatch(line)
            self.tab = head["title"] if head else ""

    def fence(self, number: int, opened: re.Match[str], body: Sequence[str]) -> Fence:
        """The fence that opens at line `number`."""
        self._look_for_tab(opened[0])
        header = info_string.read(opened["info"])
        text = "\n".join(body).strip("\n") + "\n"
        return Fence(
            self.page,
            number,
            header.language,
            text,
            header.attributes,
            self.heading,
            self.tab,
            header.problem,
        )


def lex(page: str, lines: Sequence[Line]) -> list[Fence]:
    """The fences of a page, in order; those inside comments and longer fences are not among them.

    `page` is the path to name in sentences; `lines` are without front matter and newlines. The
    rules are pymdownx.superfences': a closing line has as many ticks and the same indentation, a
    line with less indentation gives the fence up.
    """
    return [part for part in split(page, lines) if isinstance(part, Fence)]


def split(page: str, lines: Sequence[Line]) -> Iterator[Fence | Line]:
    """The fences of a page and the lines outside them, in order; a fence in a comment is lines."""
    state = _LexerState(page)
    at = 0
    while at < len(lines):
        number, line = lines[at]
        at += 1
        if not (opened := OPENS.fullmatch(line)) or "`" in _info(opened):
            yield state.read_text(number, line) or (number, line)
            continue
        start = at - 1
        body, at, problem = fence_body.read(lines, at, opened)
        fence = state.fence(number, opened, body)
        if state.hidden and any("-->" in inside for inside in body):
            problem = problem or "a fence in a comment holds `-->`, which ends the comment"
        if not state.hidden or problem:
            yield replace(fence, problem=problem or fence.problem)
        else:
            yield from lines[start:at]


def _info(opened: re.Match[str]) -> str:
    """The header, when ticks in it would make the line inline code."""
    return opened["info"] if opened["ticks"].startswith("`") else ""
