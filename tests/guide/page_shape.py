"""What the sections of a failure page must have before it can be played."""

from __future__ import annotations

from collections.abc import Sequence

from tests.pages.fences import Fence
from tests.pages.page import Page

SEE, FIX, CONFIRM = "You see", "Fix", "Confirm"


def without_refusal(page: Page, seen: Sequence[Fence]) -> str | None:
    """The end of a sentence when nothing under "You see" shows the failure."""
    symptom = page.front.symptom
    if page.front.silent and page.front.says:
        return "`silent` is for a failure without a message, and `says` has one"
    if page.front.silent:
        if any(fence.language == "console" for fence in seen):
            return None
        return f'nothing under "{SEE}" is a `console` that shows it'
    if any(fence.attributes.get("refused") == symptom for fence in seen):
        return None
    return f'nothing under "{SEE}" is a `console {{refused="{symptom}"}}`'


def without_confirmation(confirming: Sequence[Fence]) -> str | None:
    """The end of a sentence when nothing under Confirm runs."""
    if confirming:
        return None
    return f'nothing under "{CONFIRM}" runs, so nothing shows that the fix works'


def refused_in_silence(page: Page, seen: Sequence[Fence], refused: Sequence[str]) -> str | None:
    """The end of a sentence when a service has refused what no fence shows as refused.

    A client may hide a refusal; the page then has it in its `refusals`.
    """
    refused = [each for each in refused if each not in page.front.refusals]
    if not refused or any("refused" in fence.attributes for fence in seen):
        return None
    return f"the page is `silent`, but a service refused: {refused[0]}"
