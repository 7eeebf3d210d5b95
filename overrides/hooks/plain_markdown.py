"""Turns the Markdown of this site into Markdown that any program reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

#: A tab, an admonition or a folded block; its content is indented.
_BLOCK = re.compile(r'(?P<indent> *)(?:===|!!!|\?\?\?\+?)(?: [\w-]+)*(?: "(?P<title>[^"]*)")?$')
_FENCE = re.compile(r"\s*(?P<ticks>`{3,}|~{3,})")
#: Lines that only the site needs: containers, and the place of the box for a log.
_DROPPED = re.compile(r"<div\b.*\b(?:markdown|id)\b.*>$|</div>$|<!--.*-->$")
#: A step of the picture of a release, which is a list of paragraphs in HTML.
_STEP = re.compile(r"<p>(?P<text>.*?)</p>", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
_WRONG = re.compile(r"^\{\.wrong\}")
_ATTRIBUTES = re.compile(
    r"\s*\{:?\s*[#.\w][^}\n]*\}$|^\{:?\s*[#.\w][^}\n]*\}|(?<=\))\{:?\s*[#.][^}\n]*\}"
)
_INDENT = "    "


def plain(markdown: str, link: Callable[[str], str]) -> str:
    """The text without extensions of Markdown; `link` gives the new target of each link."""
    return "\n".join(_lines(markdown.split("\n"), link)).strip("\n") + "\n"


def _lines(lines: Sequence[str], link: Callable[[str], str]) -> Iterator[str]:
    fence, number = "", 0
    while number < len(lines):
        line = lines[number]
        number += 1
        ticks = _FENCE.match(line)
        if fence:
            yield line
            if ticks and line.strip() == ticks["ticks"] and ticks["ticks"].startswith(fence):
                fence = ""
        elif ticks:
            fence = ticks["ticks"]
            yield line
        elif block := _BLOCK.match(line):
            outer = block["indent"]
            end = _end_of_block(lines, number, outer + _INDENT)
            inside = "\n".join(
                outer + each.removeprefix(outer + _INDENT) if each.strip() else ""
                for each in lines[number:end]
            )
            yield from [f"{outer}**{block['title']}**", ""] if block["title"] else []
            yield from _lines([*inside.strip("\n").split("\n"), ""], link)
            number = end
        elif line.startswith("<figure"):
            end = lines.index("</figure>", number)
            yield from _figure("\n".join(lines[number:end]))
            number = end + 1
        elif not _DROPPED.match(line.strip()):
            yield _prose(line, link)


def _figure(html: str) -> Iterator[str]:
    """The steps as a numbered list."""
    for number, step in enumerate(_STEP.finditer(html), 1):
        text = re.sub(r"</?code>", "`", " ".join(step["text"].split()))
        yield f"{number}. {re.sub(r'<[^>]+>', '', text)}"


def _end_of_block(lines: Sequence[str], number: int, indent: str) -> int:
    """The number of the first line that is neither blank nor indented so far."""
    while number < len(lines) and (not lines[number].strip() or lines[number].startswith(indent)):
        number += 1
    return number


def _prose(line: str, link: Callable[[str], str]) -> str:
    """The line with other links, and with words in place of the mark of a wrong name."""
    result, at = "", 0
    for code in _CODE.finditer(line):
        result += _text(line[at : code.start()], link) + code[0]
        at = code.end()
    return result + _text(line[at:], link)


def _text(text: str, link: Callable[[str], str]) -> str:
    text = _ATTRIBUTES.sub("", _WRONG.sub(" (wrong)", text))
    return _LINK.sub(lambda found: link(found[0]), text)
