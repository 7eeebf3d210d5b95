"""The tabs of Fix: each is the cause of one fault, and its text tells that fault."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.pages.fences import Fence
from tests.pages.page import Page

_TITLE = re.compile(r'^===[!+]?\+? "(?P<title>[^"]*)"$')


@dataclass(frozen=True)
class Tab:
    """`line` is that of the title; `text` is all that is in the tab, with single blanks."""

    title: str
    line: int
    text: str


def tabs_of(page: Page, heading: str) -> list[Tab]:
    """The tabs under a heading, also those without a block."""
    found: list[tuple[str, int, list[str]]] = []
    under = ""
    for number, line in enumerate(page.text.split("\n"), 1):
        if line.startswith("## "):
            under = line.removeprefix("## ").strip()
        elif under == heading and (title := _TITLE.match(line)):
            found.append((title["title"], number, []))
        elif under == heading and found and (line.startswith("    ") or not line):
            found[-1][2].append(line)
    return [Tab(title, line, " ".join(" ".join(lines).split())) for title, line, lines in found]


def first_fences(fences: Sequence[Fence]) -> dict[str, Fence]:
    """The first fence of each tab."""
    first: dict[str, Fence] = {}
    for fence in fences:
        if fence.tab:
            first.setdefault(fence.tab, fence)
    return first


def problem(tabs: Sequence[Tab], causes: Mapping[str, str], running: Sequence[str]) -> str | None:
    """The end of a sentence when tabs and causes differ; `running` are the tabs with a block."""
    titles = [tab.title for tab in tabs]
    if titles and not causes:
        return f"`breakage` names one fault, and Fix has the tabs {titles}"
    if titles != list(causes):
        return f"`breakage` names the tabs {list(causes)}, but Fix has {titles}"
    if empty := [title for title in titles if title not in running]:
        return f'nothing runs in the tab "{empty[0]}"'
    faults = list(causes.values())
    if twice := [fault for fault in faults if faults.count(fault) > 1]:
        return f"two tabs have the fault `{twice[0]}`"
    return None


def untold(title: str, tabs: Sequence[Tab], words: Sequence[str]) -> str | None:
    """The end of a sentence when the tab does not have the words of its fault, or others do."""
    for word in words:
        having = [tab.title for tab in tabs if word in tab.text]
        if title not in having:
            return f'the tab "{title}" does not say {word}, which is what its fault does'
        if len(having) > 1:
            return f"the tabs {having} all say {word}, which tells one fault from the others"
    return None
