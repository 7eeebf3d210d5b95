"""Turns the first and last line of a block of this site into Markdown that any program reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from overrides.hooks.form_pages import form_page, instruction

FENCE = re.compile(r"(?P<indent>\s*)(?P<ticks>`{3,}|~{3,})(?P<info>.*)$")
_LANGUAGE = re.compile(r"\s*(?P<language>[\w+-]*)")
_OPTION = re.compile(r'(?P<name>[\w-]+)="(?P<value>[^"]*)"')


def end_of_fence(lines: Sequence[str], number: int, ticks: str) -> int:
    """The number of the line that closes the block whose first line is before `number`."""
    while number < len(lines):
        found = FENCE.match(lines[number])
        if found and found["ticks"].startswith(ticks) and lines[number].strip() == found["ticks"]:
            return number
        number += 1
    return number


def plain_fence(lines: Sequence[str]) -> Iterator[str]:
    """The block, from its first line to its last one. A sentence names its file or its form."""
    head = FENCE.match(lines[0])
    assert head is not None
    info, indent, ticks = head["info"], head["indent"], head["ticks"]
    language = _LANGUAGE.match(info)["language"]  # type: ignore[index]
    options = {each["name"]: each["value"] for each in _OPTION.finditer(info)}
    if language == "form":
        yield from _form(options["title"], lines, indent, ticks)
        return
    if file := options.get("title") or options.get("file"):
        yield from [f"{indent}In `{file}`:", ""]
    yield f"{indent}{ticks}{language}"
    yield from lines[1:]


def _form(url: str, lines: Sequence[str], indent: str, ticks: str) -> Iterator[str]:
    """What the card shows: the address, the fields with their values, and the button."""
    fields = [line for line in lines[1:-1] if line.strip()]
    page = form_page(url, {line.partition(":")[0].strip() for line in fields})
    if not fields:
        pressed = f"Open <{url}>, and press **{page.button}**." if page else ""
        yield indent + (pressed or instruction(url, f"<{url}>"))
        return
    yield from [f"{indent}Enter on <{url}>:", "", f"{indent}{ticks}text", *lines[1:]]
    yield from ["", f"{indent}Press **{page.button}**."] if page else []
