"""The run of a failure page with several causes: each tab of the fix has a state of its own."""

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
    """A guide without pages."""
    return Guide(tmp_path)


def _problem(guide: Guide) -> str | None:
    """The reason why the page `a` cannot run."""
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


def test_the_whole_page_is_run_for_each_tab_of_the_fix(guide: Guide) -> None:
    """Three knocks in the state of the last tab, as on a page with one cause."""
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
def test_a_tab_that_is_wrong_fails(guide: Guide, page: str, sentence: str) -> None:
    """The fix fails or does not help; the fault is unknown or does not lead to the refusal."""
    reports = failures(guide.write(a=page).run_page("a", project(DoorEnvironment)))
    assert reports[0].startswith(sentence), reports


def test_the_tabs_that_run_are_those_for_which_the_front_matter_names_a_fault(guide: Guide) -> None:
    page = TABBED.replace('"The bolt"', '"The hinge"')
    problem = _problem(guide.write(a=page)) or ""
    assert "['The key', 'The bolt']" in problem and "['The key', 'The hinge']" in problem
