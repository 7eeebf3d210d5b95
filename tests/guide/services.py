"""The tabs called PyPI and TestPyPI, for what differs between the two services.

The site links tabs of one name, so a reader chooses a service once. Such a tab has no fault of its
own: the page's fault breaks both services, all the tabs run, and both services are judged. The tabs
may be under any heading, and inside the tab of a cause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.evaluate.environment import InjectedFault
from tests.guide.page_tabs import page_tabs
from tests.pages.fences import Fence
from tests.pages.page import Page

#: The titles, in the order of each pair, and the hosts on which a fault of both is judged.
SERVICES = {"PyPI": "pypi.org", "TestPyPI": "test.pypi.org"}


def problem(page: Page, running: Sequence[Fence]) -> str | None:
    """The end of a sentence when tabs of the services are misspelt, alone, or run nothing.

    `running` are the fences of the page that run.
    """
    tabs = list(page_tabs(page))
    for tab in tabs:
        if tab.title not in SERVICES and _folded(tab.title) in map(_folded, SERVICES):
            return f'the site links the tab "{tab.title}" to no other: call it PyPI or TestPyPI'
    pairs = [tab for tab in tabs if tab.title in SERVICES]
    for one, two in zip(pairs[::2], [*pairs[1::2], None], strict=False):
        if not two or [one.title, two.title] != list(SERVICES) or one.indent != two.indent:
            return f'the tab "{one.title}" in line {one.line} has no partner: PyPI, then TestPyPI'
    for tab in pairs:
        if not any(tab.line < fence.line <= tab.end for fence in running):
            return f'nothing runs in the tab "{tab.title}" in line {tab.line}'
    return None


def unjudged(page: Page, fault: InjectedFault, cause: str) -> str | None:
    """The end of a sentence when the page has such tabs, and the fault is not one of both.

    `cause` is the title of the tab with the fault, empty on a page with one fault. Tabs inside the
    tab of another cause do not count.
    """
    tabs = list(page_tabs(page))
    others = [tab for tab in tabs if not tab.indent and tab.title not in (cause, *SERVICES)]
    for tab in tabs:
        if tab.title not in SERVICES or any(one.line < tab.line <= one.end for one in others):
            continue
        if SERVICES[tab.title] not in fault.places:
            return f"is not judged on {tab.title}, which has a tab in line {tab.line}"
    return None


def grouped(fences: Sequence[Fence]) -> list[list[Fence]]:
    """The fences in no tab of a service, then those of each service; without empty lists."""
    titles = ["", *SERVICES]
    groups = [[each for each in fences if _service(each) == title] for title in titles]
    return [group for group in groups if group]


def in_tab(fence: Fence) -> str:
    """The beginning of a sentence; empty when the fence is in no tab of a service."""
    return f'in the tab "{fence.tab}" ' if _service(fence) else ""


def _service(fence: Fence) -> str:
    return fence.tab if fence.tab in SERVICES else ""


def _folded(title: str) -> str:
    return re.sub(r"\W|_", "", title).lower()
