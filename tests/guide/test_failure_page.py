"""Troubleshooting pages are acted out; refusals, strangers and secrets are held to account."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.environment import Environment, EnvironmentProblem
from tests.evaluate.example_environment import CONFIRM, FIX, FRONT, SECRET, SEE, DoorEnvironment
from tests.evaluate.example_guide import Guide, failures, fence
from tests.guide.project import project
from tests.pages.page import Docs

PAGE = FRONT + SEE + "## Why\n\n" + FIX + CONFIRM


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """An empty guide."""
    return Guide(tmp_path)


def _problem(guide: Guide) -> str | None:
    """What is wrong with the page `a` before it runs."""
    page = Docs(guide.root).page("docs/a.md")
    return project(DoorEnvironment).procedure(page).problem()


def test_the_page_is_acted_out(guide: Guide) -> None:
    """Broken, refused, tried in vain, fixed, confirmed: three knocks."""
    page = PAGE + fence("console", "$ grep -c knock ~/knocks", "3")
    verdicts = guide.write(a=page).run_page("a", project(DoorEnvironment))
    assert [verdict.verdict for verdict in verdicts] == ["ran"] * 4, failures(verdicts)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (PAGE.replace("breakage: lock\n", ""), "`knock` did not print"),
        (
            PAGE.replace("lock\n", "luck\n"),
            "not reached: docs/a.md:6: no fault is called 'luck'",
        ),
        (
            PAGE.replace("Colour: blue", "Colour: red"),
            "https://door.example/lock ref",
        ),
        (
            PAGE.replace("$ knock\nwelcome", "$ echo welcome\nwelcome"),
            "passes before the fix, so it confirms nothing",
        ),
        (PAGE.replace(FIX, ""), "`knock` failed with exit status 4"),
        (
            PAGE.replace("[The door is locked.]", "[The door is open.]"),
            "the words of `door-locked` (`The door is open.`) were not printed",
        ),
        (
            PAGE.replace('refused="door-locked"', 'refused="door-gone"'),
            "expected the refusal `door-gone`, the services refused with `door-lock",
        ),
    ],
)
def test_a_page_that_lies_fails(guide: Guide, page: str, sentence: str) -> None:
    """About what breaks, what is said, what helps, or what shows that it did."""
    reports = failures(guide.write(a=page).run_page("a", project(DoorEnvironment)))
    assert sentence in reports[0]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (PAGE.replace(SEE, ""), 'nothing under "You see" is a `console {refused="door-locked"}`'),
        (PAGE.replace(CONFIRM, ""), 'nothing under "Confirm" runs'),
        (PAGE, None),
        (PAGE.replace(CONFIRM, "").replace("who:", "acted: false\nwho:"), None),
    ],
)
def test_a_page_without_its_acts_is_told_so(guide: Guide, page: str, sentence: str | None) -> None:
    """Unless it says why it cannot be acted out."""
    wrong = _problem(guide.write(a=page))
    assert (wrong or "").startswith(sentence or "") and bool(wrong) == bool(sentence)


def test_another_page_may_be_refused_by_the_words_of_the_symptom_s_page(guide: Guide) -> None:
    """Wherever it comes up, it is worded alike; `…` stands for what differs."""
    claim = fence("bash", "rm ~/open") + SEE
    words = PAGE.replace("The door is locked.]", "The … is locked.]")
    guide.write(b=claim, troubleshooting__door_locked=words)
    (guide.root / "docs/troubleshooting/door_locked.md").rename(
        guide.root / "docs/troubleshooting/door-locked.md"
    )
    assert failures(guide.run_page("b", project(DoorEnvironment))) == []


def test_a_stranger_fails_the_fence_and_is_named(guide: Guide) -> None:
    """Even when every command succeeded; the next fence is not blamed."""
    page = fence("bash", "echo evil.example > ~/strangers") + fence("bash", "true")
    (report,) = failures(guide.write(a=page).run_page("a", project(DoorEnvironment)))
    assert report == "docs/a.md:1: requested evil.example, which is not in the sandbox"


def test_a_secret_is_masked_in_a_report(guide: Guide) -> None:
    """What a prompt was answered with never shows, wherever the program prints it."""
    page = fence("bash", 'read -p "Password: " x; echo "got $x"; false')
    (report,) = failures(guide.write(a=page).run_page("a", project(DoorEnvironment)))
    assert "got ***" in report and SECRET not in report


def test_a_world_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    """Each fence that needs it says why, and no traceback does."""
    guide = Guide(tmp_path).write(a=fence("bash", "true") + fence("bash", "true"))

    def make() -> Environment:
        raise EnvironmentProblem("publish.yml:3: not YAML")

    first, second = guide.run_page("a", project(make))
    assert first.failure == "docs/a.md:1: not reached: publish.yml:3: not YAML"
    assert second.failure == "docs/a.md:5: not reached, for the reason given at docs/a.md:1"
