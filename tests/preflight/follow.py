"""Follows a run to its end, with a line for each job that begins or ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from tests.sandbox.github.runs import Job, Run
from tests.sandbox.sandbox import Sandbox

_POLL = 0.05


def follow(sandbox: Sandbox, run: Run, seconds: float, say: Callable[[str], None]) -> bool:
    """Whether the run has ended by itself within its time."""
    deadline, said = time.monotonic() + seconds, dict[int, str]()
    while run.status != "completed":
        _report(run, said, say)
        if time.monotonic() > deadline:
            if attempt := sandbox.github.runner.active(run.id):
                with suppress(TimeoutError):  # The end of the sandbox ends it.
                    attempt.stop()
            return False
        _approve(sandbox, run)
        time.sleep(_POLL)
    _report(run, said, say)
    return True


def _report(run: Run, said: dict[int, str], say: Callable[[str], None]) -> None:
    for job in run.jobs:
        state = job.conclusion or (job.status if job.started_at else "")
        if state and said.get(job.id) != state:
            said[job.id] = state
            say(f"{_MARKS.get(state, '…')} {job.name}{_time(job)}")


_MARKS = {"success": "✓", "failure": "✗", "skipped": "-", "cancelled": "✗"}


def _time(job: Job) -> str:
    if job.started_at is None or job.completed_at is None:
        return ""
    return f" ({job.completed_at - job.started_at:.1f} s)"


def _approve(sandbox: Sandbox, run: Run) -> None:
    """Approve what waits for a reviewer: whether one agrees is not a question of the files."""
    for job in run.jobs:
        if job.status == "waiting" and job.environment:
            run.reviews.setdefault(job.environment.lower(), "approved")
