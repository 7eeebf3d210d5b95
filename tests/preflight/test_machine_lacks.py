"""A step that fails for want of something which a hosted runner has decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.preflight.outcome import Outcome
from tests.preflight.report import NotRun
from tests.preflight.test_verdict import decided, run_of


@pytest.mark.parametrize(
    ("log", "verdict"),
    [
        (["##[error]Artifact not found for name: dist"], "would not publish"),
        (["sh: line 1: cmake: command not found"], "cannot tell"),
        (["error: No interpreter found for Python 3.15 in search path"], "cannot tell"),
        (["ERROR Failed to refresh TUF metadata."], "cannot tell"),
        (["head: error writing 'standard output': No space left on device"], "cannot tell"),
        (["a plain failure"], "would not publish"),
    ],
)
def test_a_step_that_lacks_something_of_a_hosted_runner_decides_nothing(
    log: Sequence[str], verdict: str
) -> None:
    assert decided(Outcome(run_of("failure", "skipped", log))).verdict == verdict


@pytest.mark.parametrize(
    ("asked", "log", "verdict"),
    [
        ("Python 3.15", ["Traceback (most recent call last):", "ValueError: x"], "cannot tell"),
        ("Python 3.15", ["::error::the changelog has no section"], "would not publish"),
        ("the job `docs`", ["Traceback (most recent call last):"], "would not publish"),
    ],
)
def test_a_traceback_decides_nothing_where_another_python_is_asked_for(
    asked: str, log: Sequence[str], verdict: str
) -> None:
    outcome = Outcome(run_of("failure", "skipped", log))
    not_run = [NotRun(asked, "this machine builds with 3.11")]
    assert decided(outcome, not_run=not_run).verdict == verdict
