"""Turns the Markdown of this site into Markdown that any program reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from overrides.hooks.plain_fences import FENCE, end_of_fence, plain_fence

#: A tab, an admonition or a folded block; its content is indented.
_BLOCK = re.compile(r'(?P<indent> *)(?:===|!!!|\?\?\?\+?)(?: [\w-]+)*(?: "(?P<title>[^"]*)")?$')
#: Lines that only the site needs: containers, and the place of the box for a log.
_DROPPED = re.compile(r"<div\b.*\b(?:markdown|id)\b.*>$|</div>$|<!--.*-->$")
#: A step of the picture of a release, which is a list of paragraphs in HTML.
_STEP = re.compile(r"<p>(?P<text>.*?)</p>", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
_WRONG = re.compile(r"^\{\.wrong\}")
_ATTRIBUTES = re.compile(
    r"\s*\{:?\s*[#.\w][^}\n]*\}$|^\{:?\s*[#.\w][^}\n]*\}|(?<=\))\{:?\s*[#.\w][^}\n]*\}"
)
_INDENT = "    "


def plain(markdown: str, link: Callable[[str], str]) -> str:
    """The text without extensions of Markdown; `link` gives the new target of each link."""
    pieces = list(_pieces(markdown.split("\n"), link))
    # A blank piece after another one is where something was left out.
    kept = [piece for before, piece in zip(["", *pieces], pieces, strict=False) if piece or before]
    return "\n".join(kept).strip("\n") + "\n"


def _pieces(lines: Sequence[str], link: Callable[[str], str]) -> Iterator[str]:
    """Each line outside of blocks of code, and each such block in one piece."""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if fence := FENCE.match(line):
            end = end_of_fence(lines, number, fence["ticks"]) + 1
            yield "\n".join(plain_fence(lines[number - 1 : end]))
            number = end
        elif block := _BLOCK.match(line):
            outer = block["indent"]
            end = _end_of_block(lines, number, outer + _INDENT)
            inside = "\n".join(
                outer + each.removeprefix(outer + _INDENT) if each.strip() else ""
                for each in lines[number:end]
            )
            yield from [f"{outer}**{block['title']}**", ""] if block["title"] else []
            yield from _pieces([*inside.strip("\n").split("\n"), ""], link)
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
