"""What leaves the verdict open after a failure."""

from __future__ import annotations

from dataclasses import replace

from tests.preflight.outcome import Outcome
from tests.preflight.pages import Pages
from tests.preflight.report import Finding, NotRun, Report
from tests.preflight.test_verdict import FILE, decided, made_plan, run_of
from tests.preflight.verdict import decide


def test_what_a_failed_job_does_not_need_explains_nothing() -> None:
    """The legs of another job, and a token that the sandbox accepts."""
    token = NotRun("the API token in the secret", "only GitHub knows it", True, "--token")
    legs = NotRun("1 leg of the job `upload`", "on macOS", True, "--assume upload", "upload")
    found = Outcome(run_of("failure", "skipped", ["error: no such file"]))
    assert decided(found, not_run=[legs, token]).verdict == "would not publish"
    own = replace(legs, job="build")
    assert decided(found, not_run=[own]).verdict == "cannot tell"
    assert decided(found, not_run=[replace(own, job=None)]).verdict == "cannot tell"


def test_what_is_wrong_in_a_later_job_is_not_what_to_change() -> None:
    """A build that checks its files with a twine of its own fails before the publishing action."""
    page = "metadata-version-unsupported"
    log = ["ERROR    InvalidDistribution: Invalid distribution metadata: '2.5' is not a valid"
           " metadata version"]  # fmt: skip
    found = Outcome(run_of("failure", "skipped", log))
    changes = {}
    for key in ("build", "upload"):
        report, plan = Report("octo/moon", FILE, "release v1"), made_plan()
        line = plan.start.workflow.job_position(key).line
        report.findings = [Finding("error", f"{FILE}:{line}", "Old.", "Use a newer one.", page)]
        decide(report, plan, found, Pages())
        changes[key] = report.refusals[0].change is not None
    assert changes == {"build": True, "upload": False}
