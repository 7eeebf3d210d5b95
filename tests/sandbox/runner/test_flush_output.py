"""The last output of failing steps, which act sometimes loses."""

from __future__ import annotations

from tests.sandbox.actors import commits
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

STEPS = 40
JOB = """  step-{n}:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "last line of step {n}."
          exit 1
"""


def test_the_log_has_the_last_line_of_every_failing_step(restored_sandbox: Sandbox) -> None:
    """Forty concurrent jobs print a line and fail."""
    jobs = "".join(JOB.format(n=n) for n in range(STEPS))
    commits.commit_workflow(restored_sandbox, f"on: workflow_dispatch\njobs:\n{jobs}", "Fail")
    log = completed_run.log(restored_sandbox.github.dispatch(".github/workflows/publish.yml", {}))
    lost = [n for n in range(STEPS) if f"last line of step {n}.\n" not in log]
    assert not lost
