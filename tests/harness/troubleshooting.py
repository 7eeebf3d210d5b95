"""Troubleshooting pages: break the world, see it refused, fix it, confirm; Confirm must matter."""

from __future__ import annotations

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
    """True for the fence before which Confirm is tried: the first of Fix, else of Confirm."""
    if not _acted_out(page):
        return False
    fixes = [one for one in page.fences if one.heading == FIX and acts(one)]
    return fence is next(iter(fixes or _confirming(page)), None)


def confirms_first(page: Page, fence: Fence) -> bool:
    """True for the fence that answers for the rehearsal."""
    return _acted_out(page) and fence is next(iter(_confirming(page)), None)


def rehearse(page: Page, scene: Scene) -> str | None:
    """Plays Confirm before the fix; the end of a sentence when all of it passes already."""
    for fence in _confirming(page):
        means = meaning(fence)
        if isinstance(means, Meaning) and means.judge(fence, scene):
            scene.stage.refusals()  # they are the rehearsal's
            return None
    return "passes before the fix, so it confirms nothing"


def _confirming(page: Page) -> list[Fence]:
    return [fence for fence in page.fences if fence.heading == CONFIRM and acts(fence)]


def _acted_out(page: Page) -> bool:
    return page.front.symptom is not None and page.front.acted
