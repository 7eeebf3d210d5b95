"""What a step says in its last moment is in the log: act alone drops it now and then."""

from __future__ import annotations

import time

from tests.sandbox.actors import commits
from tests.sandbox.github import logs
from tests.sandbox.sandbox import Sandbox

STEPS = 40
JOB = """  step-{n}:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "the last words of {n}."
          exit 1
"""


def test_every_failing_step_is_heard_to_its_end(restored_sandbox: Sandbox) -> None:
    """Many jobs at once that print a line and fail: each line is there."""
    jobs = "".join(JOB.format(n=n) for n in range(STEPS))
    commits.commit_workflow(restored_sandbox, f"on: workflow_dispatch\njobs:\n{jobs}", "Say much")
    run = restored_sandbox.github.dispatch(".github/workflows/publish.yml", {})
    while run.status != "completed":
        time.sleep(0.05)
    log = "".join(map(logs.job_text, run.jobs))
    unheard = [n for n in range(STEPS) if f"the last words of {n}.\n" not in log]
    assert not unheard
