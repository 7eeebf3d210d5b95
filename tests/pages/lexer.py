"""Finds the fences of a page: the code blocks that the site renders, and those it hides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tests.pages import fence_syntax, info_string
from tests.pages.fence_syntax import Line
from tests.pages.fences import Fence

HEADING = re.compile(r"##[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*(?:\{[^}]*\})?[ \t]*")
#: The title of a pymdownx.tabbed tab. The content of the tab is indented.
TAB_TITLE = re.compile(r'===[!+]?[ \t]+"(?P<title>[^"]*)"[ \t]*')
COMMENT_MARK = re.compile(r"<!--|-->")
INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")


def lex(page: str, lines: Sequence[Line]) -> list[Fence]:
    """The fences of a page in order, without those inside longer fences.

    `page` is the path that messages name. `lines` hold no front matter and no newlines.
    """
    return [part for part in split(page, lines) if isinstance(part, Fence)]


@dataclass
class _Position:
    """The heading, the tab and the comment that contain the next line of the page."""

    page: str
    heading: str = ""
    tab: str = ""
    in_comment: bool = False

    def pass_text(self, number: int, line: str) -> Fence | None:
        """Pass a line outside fences; return a fence that begins in it but is not rendered."""
        if heading := HEADING.fullmatch(line):
            self.heading = heading["text"]
        self._pass_tab(line)
        bullet = None if self.in_comment else fence_syntax.AFTER_BULLET.match(line)
        for mark in COMMENT_MARK.findall(INLINE_CODE.sub("", line)):
            self.in_comment = mark == "<!--"
        if bullet:
            problem = "a fence after a list's bullet is not rendered: put it on the next line"
            return Fence(self.page, number, bullet["info"].strip(), "\n", problem=problem)
        return None

    def _pass_tab(self, line: str) -> None:
        """A line without indentation begins a tab or ends the one above."""
        if line.strip() and not line.startswith(" " * fence_syntax.TAB):
            title = TAB_TITLE.fullmatch(line)
            self.tab = title["title"] if title else ""

    def fence(self, number: int, opened: re.Match[str], body: Sequence[str]) -> Fence:
        """The fence that `opened` opens in line `number`."""
        self._pass_tab(opened[0])
        info = info_string.parse(opened["info"])
        return Fence(
            self.page,
            number,
            info.language,
            "\n".join(body).strip("\n") + "\n",
            info.attributes,
            self.heading,
            self.tab,
            info.problem,
        )


def split(page: str, lines: Sequence[Line]) -> tuple[Fence | Line, ...]:
    """The fences of a page and the lines outside them, in order."""
    return _split(page, tuple(lines))


@cache  # Many tests read each page.
def _split(page: str, lines: tuple[Line, ...]) -> tuple[Fence | Line, ...]:
    return tuple(_parts(page, lines))


def _parts(page: str, lines: Sequence[Line]) -> Iterator[Fence | Line]:
    position = _Position(page)
    index = 0
    while index < len(lines):
        number, line = lines[index]
        index += 1
        opened = fence_syntax.opening(line)
        if opened is None:
            yield position.pass_text(number, line) or (number, line)
            continue
        body = fence_syntax.body(lines, index, opened)
        index, problem = body.end, body.problem
        fence = position.fence(number, opened, body.lines)
        if position.in_comment:
            problem = "a fence in an HTML comment is neither drawn nor run: remove it"
        yield replace(fence, problem=problem or fence.problem)
