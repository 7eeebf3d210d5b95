"""The tabs of Fix: each is the cause of one fault, and its text tells that fault.

Tabs of the services are no causes; `services` is about them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.guide.page_tabs import page_tabs
from tests.guide.services import SERVICES
from tests.pages.fences import Fence
from tests.pages.page import Page


@dataclass(frozen=True)
class Tab:
    """`line` is that of the title; `text` is all that is in the tab, with single blanks."""

    title: str
    line: int
    text: str


def tabs_of(page: Page, heading: str) -> list[Tab]:
    """The tabs under a heading, also those without a block."""
    lines = page.text.split("\n")
    found = (tab for tab in page_tabs(page) if tab.heading == heading and not tab.indent)
    return [
        Tab(tab.title, tab.line, " ".join(" ".join(lines[tab.line : tab.end]).split()))
        for tab in found
    ]


def causes_of(page: Page, heading: str) -> list[Tab]:
    """The tabs under a heading that are causes."""
    return [tab for tab in tabs_of(page, heading) if tab.title not in SERVICES]


def first_fences(fences: Sequence[Fence]) -> dict[str, Fence]:
    """The first fence of each tab that is a cause."""
    first: dict[str, Fence] = {}
    for fence in fences:
        if fence.tab and fence.tab not in SERVICES:
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
