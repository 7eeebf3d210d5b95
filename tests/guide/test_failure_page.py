"""The run of a failure page; refusals, blocked hosts and secrets in its reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.environment import Environment, EnvironmentProblem
from tests.evaluate.example_environment import CONFIRM, FIX, FRONT, SECRET, SEE, ExampleEnvironment
from tests.evaluate.example_guide import Guide, failures, fence
from tests.guide.project import project
from tests.pages.page import Docs

PAGE = FRONT + SEE + "## Why\n\n" + FIX + CONFIRM


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide without pages."""
    return Guide(tmp_path)


def _problem(guide: Guide) -> str | None:
    """The reason why the page `a` cannot run."""
    page = Docs(guide.root).page("docs/a.md")
    return project(ExampleEnvironment).procedure(page).problem()


def test_a_failure_page_is_reproduced_and_prechecked_and_fixed(guide: Guide) -> None:
    """Three requests: one refused, one before the fix that fails, one after it that passes."""
    page = PAGE + fence("console", "$ grep -c request ~/requests", "3")
    verdicts = guide.write(a=page).run_page("a", project(ExampleEnvironment))
    assert [verdict.verdict for verdict in verdicts] == ["ran"] * 4, failures(verdicts)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (PAGE.replace("breakage: switch-off\n", ""), "`request` did not print"),
        (
            PAGE.replace("switch-off\n", "switch-of\n"),
            "not reached: docs/a.md:6: no fault is called 'switch-of'",
        ),
        (
            PAGE.replace("Power: on", "Power: off"),
            "https://service.example/power ref",
        ),
        (
            PAGE.replace("$ request\nok", "$ echo ok\nok"),
            "passes before the fix, so it confirms nothing",
        ),
        (PAGE.replace(FIX, ""), "`request` failed with exit status 4"),
        (
            PAGE.replace("[The service is off.]", "[The service is slow.]"),
            "the message of `service-off` (`The service is slow.`) was not printed",
        ),
        (
            PAGE.replace('refused="service-off"', 'refused="service-gone"'),
            "expected the refusal `service-gone`, the services refused with `service-o",
        ),
    ],
)
def test_a_failure_page_that_is_wrong_fails(guide: Guide, page: str, sentence: str) -> None:
    """Wrong are the fault, the fix, the confirmation, the message or the symptom."""
    reports = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert sentence in reports[0]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (
            PAGE.replace(SEE, ""),
            'nothing under "Error message" shows the failure: mark the block that does with '
            '`console {refused="service-off"}`',
        ),
        (PAGE.replace(CONFIRM, ""), 'nothing under "Confirm" runs'),
        (PAGE, None),
        (PAGE.replace(CONFIRM, "").replace("who:", "acted: false\nwho:"), None),
    ],
)
def test_a_failure_page_needs_a_refusal_and_a_confirmation(
    guide: Guide, page: str, sentence: str | None
) -> None:
    """A page whose front matter has `acted: false` needs neither."""
    problem = _problem(guide.write(a=page))
    assert (problem or "").startswith(sentence or "") and bool(problem) == bool(sentence)


def test_a_refusal_on_any_page_has_the_message_of_the_page_about_the_symptom(guide: Guide) -> None:
    """`…` in the message matches any text."""
    refused = fence("bash", "rm ~/on") + SEE
    about = PAGE.replace("The service is off.]", "The … is off.]")
    guide.write(b=refused, troubleshooting__service_off=about)
    (guide.root / "docs/troubleshooting/service_off.md").rename(
        guide.root / "docs/troubleshooting/service-off.md"
    )
    assert failures(guide.run_page("b", project(ExampleEnvironment))) == []


def test_a_blocked_host_fails_the_fence_that_requested_it(guide: Guide) -> None:
    """It fails even when every command succeeded. The next fence passes."""
    page = fence("bash", "echo evil.example > ~/blocked-hosts") + fence("bash", "true")
    (report,) = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert report == "docs/a.md:1: requested evil.example, which is not in the sandbox"


def test_an_error_of_a_service_of_ours_fails_the_fence_that_requested_it(guide: Guide) -> None:
    """It fails even when every command succeeded. The next fence passes."""
    page = fence("bash", "echo x.py:1: failed > ~/service-errors") + fence("bash", "true")
    (report,) = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert report == "docs/a.md:1: x.py:1: failed"


def test_the_answer_to_a_prompt_is_masked_in_a_report(guide: Guide) -> None:
    page = fence("bash", 'read -p "Password: " x; echo "got $x"; false')
    (report,) = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert "got ***" in report and SECRET not in report


def test_an_environment_that_cannot_be_made_is_reported_in_one_sentence(tmp_path: Path) -> None:
    """The first fence that needs it reports the reason; later ones refer to that report."""
    guide = Guide(tmp_path).write(a=fence("bash", "true") + fence("bash", "true"))

    def make() -> Environment:
        raise EnvironmentProblem("publish.yml:3: not YAML")

    first, second = guide.run_page("a", project(make))
    assert first.failure == "docs/a.md:1: not reached: publish.yml:3: not YAML"
    assert second.failure == "docs/a.md:5: not reached, for the reason given at docs/a.md:1"
