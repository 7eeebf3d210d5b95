"""What leaves the verdict open after a failure."""

from __future__ import annotations

from dataclasses import replace

from tests.preflight.outcome import Outcome
from tests.preflight.report import NotRun
from tests.preflight.test_verdict import decided, run_of


def test_what_a_failed_job_does_not_need_explains_nothing() -> None:
    """The legs of another job, and a token that the sandbox accepts."""
    token = NotRun("the API token in the secret", "only GitHub knows it", True, "--token")
    legs = NotRun("1 leg of the job `upload`", "on macOS", True, "--assume upload", "upload")
    found = Outcome(run_of("failure", "skipped", ["error: no such file"]))
    assert decided(found, not_run=[legs, token]).verdict == "would not publish"
    own = replace(legs, job="build")
    assert decided(found, not_run=[own]).verdict == "cannot tell"
    assert decided(found, not_run=[replace(own, job=None)]).verdict == "cannot tell"
