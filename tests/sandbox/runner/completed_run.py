"""Waits for a workflow run to complete, and returns its log, for tests."""

from __future__ import annotations

import time

from tests.sandbox.github import logs
from tests.sandbox.github.runs import Run


def wait(run: Run, seconds: float = 240) -> Run:
    """The run, completed; raises TimeoutError when it does not complete in time."""
    deadline = time.monotonic() + seconds
    while run.status != "completed":
        if time.monotonic() > deadline:
            raise TimeoutError(f"{run.path}: the run is {run.status} after {seconds:g} seconds")
        time.sleep(0.005)
    return run


def log(run: Run) -> str:
    """The log of all jobs of the completed run; raises TimeoutError as `wait` does."""
    return "".join(logs.job_text(job) for job in wait(run).jobs)
