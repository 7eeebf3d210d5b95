"""The code on a page, in pieces: commands, other lines of fences, inline code and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tests.pages import front_matter, lexer
from tests.pages.fences import Fence
from tests.vocabulary.inline import WRONG

INLINE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<text>.+?)(?<!`)(?P=ticks)(?!`)")
LINK = re.compile(r"https://[^\s)>\"'`]+")


@dataclass(frozen=True)
class Code:
    """One piece of code: a command, any other line of a fence, an inline span, a link.

    `language` and `title` are those of the fence; other values of `language` are `inline`, `link`,
    and `output` for the lines that a console prints. A command has its continuation lines; `yaml`
    is a whole fence. `line` is the first line of `text`. `refused` is true in a `refused` fence.
    """

    page: str
    line: int
    language: str
    text: str
    title: str = ""
    refused: bool = False

    @property
    def joined(self) -> str:
        """The text as a shell reads it: a backslash at a line's end joins the next line."""
        return self.text.replace("\\\n", " ")

    def line_of(self, name: str) -> int:
        """The line of the file with `name` in it, or the first line of the piece."""
        lines = enumerate(self.text.split("\n"), self.line)
        return next((number for number, text in lines if name in text), self.line)


@cache
def read(page: str, text: str) -> tuple[Code, ...]:
    """All code of one page; `page` is its path for messages. Snippets are not expanded."""
    front = front_matter.FRONT.match(text)
    lines = list(enumerate(text.split("\n"), 1))[front[0].count("\n") if front else 0 :]
    pieces: list[Code] = []
    for part in lexer.split(page, lines):
        pieces += _fence(part) if isinstance(part, Fence) else _prose(page, *part)
    return tuple(pieces)


def _prose(page: str, number: int, line: str) -> Iterator[Code]:
    for span in INLINE.finditer(line):
        if not WRONG.match(line, span.end()):
            yield Code(page, number, "inline", span["text"].strip())
    for link in LINK.finditer(INLINE.sub("", line)):
        yield Code(page, number, "link", link[0])


def _fence(fence: Fence) -> Iterator[Code]:
    title = fence.attributes.get("title", "")
    refused = "refused" in fence.attributes or fence.language == "log"
    whole = Code(fence.page, fence.line, fence.language, fence.text, title, refused)
    if title:
        yield replace(whole, language="link", text=title)
    if fence.language in ("yaml", "yml"):
        yield replace(whole, line=fence.line + 1, language="yaml")
    elif fence.language in ("bash", "console"):
        yield from _commands(whole)
    else:
        for offset, line in enumerate(fence.text.splitlines(), 1):
            yield replace(whole, line=fence.line + offset, text=line)


def _commands(whole: Code) -> Iterator[Code]:
    """Logical lines: a backslash joins the next one; only `$ ` lines of a console are commands."""
    lines: list[str] = []
    for number, line in enumerate(whole.text.splitlines(), whole.line + 1):
        command = whole.language == "bash" or line.startswith("$ ") or bool(lines)
        lines.append(line.removeprefix("$ ") if whole.language == "console" else line)
        if command and line.endswith("\\"):
            continue
        start, language = number - len(lines) + 1, "bash" if command else "output"
        yield replace(whole, line=start, language=language, text="\n".join(lines))
        lines = []
