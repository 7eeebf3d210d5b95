"""Each page of the guide says how long it takes: two minutes for each step, in fives."""

from __future__ import annotations

import re

import pytest

from tests import ROOT
from tests.ablation.steps import CONFIRM, MAIN, OTHER, page, steps_of
from tests.pages.fences import Fence

pytestmark = pytest.mark.drift

#: For a block that does something: to read about it, and to do it.
MINUTES_OF_A_STEP = 2
_STATED = re.compile(r"It\stakes\sabout\s(?P<minutes>\d+)\sminutes")


def expected(path: str) -> int:
    """The minutes for the steps of a page, without those that confirm, rounded up to fives.

    A page that has no step, because its commands are only shown here, counts these.
    """
    steps = [step for step in steps_of(path) if not step.confirms] or _shown_commands(path)
    return -(-MINUTES_OF_A_STEP * len(steps) // 5) * 5


def _shown_commands(path: str) -> list[Fence]:
    return [
        fence
        for fence in page(path).fences
        if fence.heading != CONFIRM and "data-output" not in fence.attributes
    ]


@pytest.mark.parametrize("path", [*MAIN, *OTHER])
def test_the_first_paragraph_says_how_long_the_page_takes(path: str) -> None:
    text = (ROOT / "docs" / path).read_text("utf-8").partition("\n---\n")[2].strip()
    stated = _STATED.search(text.partition("\n\n")[0])
    assert stated, f"docs/{path}: add `It takes about {expected(path)} minutes.`"
    assert int(stated["minutes"]) == expected(path), f"docs/{path}: it has more or fewer steps"
