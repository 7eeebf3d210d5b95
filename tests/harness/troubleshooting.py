"""Troubleshooting pages: break the world, see it refused, fix it, confirm; Confirm must matter.

Where Fix has a tab for each cause, all of that is played once a tab.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.harness.fences import Fence
from tests.harness.meanings import Meaning, acts, meaning
from tests.harness.page import Page
from tests.harness.scene import Scene
from tests.harness.stage import Stage

SEE, FIX, CONFIRM = "You see", "Fix", "Confirm"


class SpoilProblem(Exception):
    """A breakage that nobody knows, as a sentence."""


def problem(page: Page) -> str | None:
    """Why the page cannot be acted out, as the end of a sentence."""
    if not _acted_out(page):
        return None
    symptom = page.front.symptom
    seen = [fence for fence in page.fences if fence.heading == SEE]
    if page.front.silent:
        if not any(fence.language == "console" for fence in seen):
            return f'nothing under "{SEE}" is a `console` that shows it'
    elif not any(fence.attributes.get("refused") == symptom for fence in seen):
        return f'nothing under "{SEE}" is a `console {{refused="{symptom}"}}`'
    if not _confirming(page):
        return f'nothing under "{CONFIRM}" runs, so nothing shows that the fix works'
    causes, tabs = _causes(page), list(_openings(page))
    if causes != tabs:
        return f'`breakage` is for the tabs {causes}, but those that run under "{FIX}" are {tabs}'
    return None


def spoil(page: Page, stage: Stage, tab: str = "") -> None:
    """Breaks the healthy world as the page's front matter says, for a tab. Raises SpoilProblem."""
    breakage = page.front.breakage
    if isinstance(breakage, dict):
        breakage = breakage.get(tab) or next(iter(breakage.values()), None)
    if not breakage:
        return
    try:
        stage.spoil(breakage)
    except (KeyError, ValueError) as problem:
        reason = problem.args[0] if problem.args else breakage
        raise SpoilProblem(f"{page.place('breakage')}: {reason}") from None


def rehearses(page: Page, fence: Fence) -> bool:
    """True for a fence before which Confirm is tried: the first of Fix, or of each of its tabs.

    Without any, it is the first of Confirm.
    """
    if not _acted_out(page):
        return False
    if tabs := _openings(page):
        return fence in tabs.values()
    fixes = [one for one in page.fences if one.heading == FIX and acts(one)]
    return fence is next(iter(fixes or _confirming(page)), None)


def confirms_first(page: Page, fence: Fence) -> bool:
    """True for the fence that answers for the rehearsal."""
    return _acted_out(page) and fence is next(iter(_confirming(page)), None)


def rehearse(page: Page, scene: Scene) -> str | None:
    """Plays Confirm before the fix; the end of a sentence when all of it passes already."""
    for fence in _confirming(page):
        if _judged(fence, scene):
            scene.stage.refusals()  # they are the rehearsal's
            return None
    return "passes before the fix, so it confirms nothing"


def turns(page: Page, fence: Fence) -> bool:
    """True for the fence that opens the tab of a second or later cause."""
    return _acted_out(page) and fence in list(_openings(page).values())[1:]


def turn(page: Page, fence: Fence, scene: Scene, renew: Callable[[], None]) -> str | None:
    """Confirms the tab before, then breaks a new world (`renew`) and has it refused again.

    The end of a sentence when one of the two fails. Raises SpoilProblem.
    """
    for confirm in _confirming(page):
        if failure := _judged(confirm, scene):
            return f"the tab before does not lead to {confirm.place}: {failure}"
    renew()
    spoil(page, scene.stage, fence.tab)
    for seen in page.fences:
        if seen.heading == SEE and acts(seen) and (failure := _judged(seen, scene)):
            return f"the cause of this tab does not lead to {seen.place}: {failure}"
    return None


def _judged(fence: Fence, scene: Scene) -> str | None:
    means = meaning(fence)
    return means.judge(fence, scene) if isinstance(means, Meaning) else means


def _causes(page: Page) -> list[str]:
    """The tabs that the front matter knows a breakage for."""
    return list(page.front.breakage) if isinstance(page.front.breakage, dict) else []


def _openings(page: Page) -> dict[str, Fence]:
    """The first fence that runs of each tab under Fix, when there is a cause for each."""
    found: dict[str, Fence] = {}
    for fence in page.fences if _causes(page) else ():
        if fence.heading == FIX and fence.tab and acts(fence):
            found.setdefault(fence.tab, fence)
    return found


def _confirming(page: Page) -> list[Fence]:
    return [fence for fence in page.fences if fence.heading == CONFIRM and acts(fence)]


def _acted_out(page: Page) -> bool:
    return page.front.symptom is not None and page.front.acted
