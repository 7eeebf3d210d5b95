"""The logs of jobs in GitHub's forms: text with a time on each line, and a zip archive."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from tests.sandbox.github.runs import Job, Run, Step


def _timestamp(seconds: float) -> str:
    """`2026-11-23T02:31:03.1234567Z`: seven digits, as in GitHub's logs."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f") + "0Z"


def step_text(step: Step) -> str:
    return "".join(f"{_timestamp(when)} {line}\n" for when, line in step.lines)


def job_text(job: Job) -> str:
    return "".join(step_text(step) for step in job.steps)


def archive(run: Run) -> bytes:
    """`N_JOB.txt` for each job and `JOB/N_STEP.txt` for each step; gh reads the latter."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, job in enumerate(job for job in run.jobs if job.conclusion != "skipped"):
            name = job.name.replace("/", "")
            packed.writestr(f"{number}_{name}.txt", job_text(job))
            for step in (step for step in job.steps if step.lines):
                title = step.name.replace("/", "")
                packed.writestr(f"{name}/{step.number}_{title}.txt", step_text(step))
    return memory.getvalue()
