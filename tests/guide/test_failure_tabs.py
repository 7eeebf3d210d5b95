"""A failure with several causes: each tab of the fix is acted out in a world of its own."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.evaluate.example_environment import CONFIRM, DOOR, FRONT, SEE, DoorEnvironment
from tests.evaluate.example_guide import Guide, failures, fence
from tests.guide.project import project
from tests.pages.page import Docs


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """An empty guide."""
    return Guide(tmp_path)


def _problem(guide: Guide) -> str | None:
    """What is wrong with the page `a` before it runs."""
    page = Docs(guide.root).page("docs/a.md")
    return project(DoorEnvironment).procedure(page).problem()


def tab(title: str, block: str) -> str:
    """A tab with a fence in it."""
    return f'=== "{title}"\n\n' + indent(block, "    ")


KEY, BOLT = fence(f'form {{title="{DOOR}"}}', "Colour: blue"), fence("bash", "touch ~/open")
TABBED = (
    FRONT.replace("breakage: lock", "breakage: {The key: lock, The bolt: lock}")
    + SEE + "## Fix\n\n" + tab("The key", KEY) + tab("The bolt", BOLT) + CONFIRM
)  # fmt: skip


def test_each_tab_of_a_fix_is_acted_out(guide: Guide) -> None:
    """A world of its own for each cause: broken, refused, tried in vain, fixed, confirmed."""
    page = TABBED + fence("console", "$ grep -c knock ~/knocks", "3")
    verdicts = guide.write(a=page).run_page("a", project(DoorEnvironment))
    assert [verdict.verdict for verdict in verdicts] == ["ran"] * 5, failures(verdicts)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (TABBED.replace("blue", "red"), "docs/a.md:19: https://door.example/lock ref"),
        (
            TABBED.replace("Colour: blue", "Lamp: off").replace(DOOR, "https://door.example/lamp"),
            "docs/a.md:25: the tab before does not lead to docs/a.md:31: `knock` failed",
        ),
        (TABBED.replace("touch", "ls"), "docs/a.md:25: `ls ~/open` failed"),
        (
            TABBED.replace("bolt: lock", "bolt: luck"),
            "docs/a.md:25: docs/a.md:6: no fault is called 'luck'",
        ),
        (
            TABBED.replace("bolt: lock", "bolt: lamp"),
            "docs/a.md:25: the cause of this tab does not lead to docs/a.md:10: `knock` did not",
        ),
    ],
)
def test_a_tab_that_lies_fails(guide: Guide, page: str, sentence: str) -> None:
    """A fix that is refused or does not help, a cause that is none, or that spoils nothing."""
    reports = failures(guide.write(a=page).run_page("a", project(DoorEnvironment)))
    assert reports[0].startswith(sentence), reports


def test_a_cause_needs_its_tab(guide: Guide) -> None:
    """And a tab that runs needs a cause."""
    page = TABBED.replace('"The bolt"', '"The hinge"')
    wrong = _problem(guide.write(a=page))
    assert wrong and "['The key', 'The bolt']" in wrong and "['The key', 'The hinge']" in wrong
