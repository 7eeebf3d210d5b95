"""What the sections of a failure page must have before it can be played."""

from __future__ import annotations

from collections.abc import Sequence

from tests.pages.fences import Fence
from tests.pages.page import Page

#: What fails. A failure without a message has its signs there.
MESSAGE, SIGNS = "Error message", "Symptoms"
FIX, CONFIRM = "Fix", "Confirm"


def seen(page: Page) -> list[Fence]:
    """The fences that show the failure."""
    heading = SIGNS if page.front.silent else MESSAGE
    return [fence for fence in page.fences if fence.heading == heading]


def without_refusal(page: Page, seen: Sequence[Fence]) -> str | None:
    """The end of a sentence when nothing shows the failure."""
    symptom = page.front.symptom
    if page.front.silent and page.front.says:
        return "`silent` is for a failure without a message, and `says` has one"
    if page.front.silent:
        if any(fence.language == "console" for fence in seen):
            return None
        return f'nothing under "{SIGNS}" shows the failure: add a `console` block that does'
    if any(fence.attributes.get("refused") == symptom for fence in seen):
        return None
    return (
        f'nothing under "{MESSAGE}" shows the failure: mark the block that does with '
        f'`console {{refused="{symptom}"}}`'
    )


def without_confirmation(confirming: Sequence[Fence]) -> str | None:
    """The end of a sentence when nothing under Confirm runs."""
    if confirming:
        return None
    return f'nothing under "{CONFIRM}" runs: add a `console` block that shows that the fix works'


def refused_in_silence(page: Page, seen: Sequence[Fence], refused: Sequence[str]) -> str | None:
    """The end of a sentence when a service has refused what no fence shows as refused.

    A client may hide a refusal; the page then has it in its `refusals`.
    """
    refused = [each for each in refused if each not in page.front.refusals]
    if not refused or any("refused" in fence.attributes for fence in seen):
        return None
    return f"the page is `silent`, but a service refused: {refused[0]}"
