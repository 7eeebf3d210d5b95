"""Injects the fault of a failure page, and compares the page with it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.evaluate.environment import Environment, EnvironmentProblem, InjectedFault
from tests.guide import tabs
from tests.guide.tabs import Tab
from tests.pages.page import Page


def inject(page: Page, environment: Environment, name: str) -> InjectedFault:
    """Inject the fault. Raises EnvironmentProblem when it is unknown, or `after` is not its own."""
    try:
        fault = environment.inject_fault(name)
    except ValueError as problem:
        raise EnvironmentProblem(f"{page.place('breakage')}: {problem}") from None
    environment.refusals()  # Discard those of earlier pages.
    if fault.after is not None and fault.after != page.front.after:
        raise EnvironmentProblem(
            f"{page.place('after')}: `after` is {list(page.front.after)}, but the fault `{name}`"
            f" needs {list(fault.after)}"
        )
    return fault


def check_tab(page: Page, found: Sequence[Tab], title: str, fault: InjectedFault) -> None:
    """Raises EnvironmentProblem when the tab's text does not tell its fault."""
    if failure := tabs.untold(title, found, fault.told_as):
        line = next((each.line for each in found if each.title == title), 1)
        raise EnvironmentProblem(f"{page.name}:{line}: {failure}")
