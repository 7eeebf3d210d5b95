"""Follows a run to its end, with a line for each job that begins or ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tests.preflight.report import NotRun
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.sandbox import Sandbox

_POLL = 0.05
#: For the end of a run that took too long. The verdict does not wait for its files to be removed.
_GRACE = 2.0


@dataclass(frozen=True)
class Limits:
    """Seconds: for the command, which began at `begun`, and for each job of a run."""

    command: float
    job: float
    begun: float = field(default_factory=time.monotonic)

    @property
    def over(self) -> bool:
        return time.monotonic() - self.begun > self.command


def follow(sandbox: Sandbox, run: Run, limits: Limits, say: Callable[[str], None]) -> NotRun | None:
    """The rest of a run that took too long; None when it has ended by itself."""
    said, since = dict[int, str](), dict[int, float]()
    while run.status != "completed":
        _report(run, said, say)
        if late := _late(run, since, limits):
            if attempt := sandbox.github.runner.active(run.id):
                with suppress(TimeoutError):  # The end of the sandbox ends it.
                    attempt.stop(_GRACE)
            return late
        _approve(sandbox, run)
        time.sleep(_POLL)
    _report(run, said, say)
    return None


def _late(run: Run, since: dict[int, float], limits: Limits) -> NotRun | None:
    now = time.monotonic()
    for job in run.jobs:
        if job.status == "in_progress" and now - since.setdefault(job.id, now) > limits.job:
            return _rest(f"the job `{job.name}`", limits.job, "--job-timeout SECONDS")
    return _rest("the run", limits.command, "--timeout SECONDS") if limits.over else None


def _rest(what: str, seconds: float, option: str) -> NotRun:
    why = f"{what} did not end within {seconds:g} seconds"
    return NotRun("the rest of the run", why, True, option)


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
