"""An approval counts only while a job waits for it, so the release page waits first."""

from __future__ import annotations

from tests.guide.release_approval import approve, gh
from tests.sandbox.runner.completed_run import wait
from tests.sandbox.sandbox import Sandbox

REFUSED = (1, "gh: No pending deployment requests to approve or reject (Validation Failed)\n")


def test_an_approval_without_a_waiting_job_is_refused(sandbox: Sandbox) -> None:
    """Here `pypi` has no reviewers. A run that still builds has no waiting job either."""
    assert gh(sandbox, "release", "create", "v0.1.0", "--target", "main", "--notes", "x")[0] == 0
    run = sandbox.github.state.runs[-1]
    wait(run)
    assert approve(sandbox, run) == REFUSED
