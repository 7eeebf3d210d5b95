"""What act says of a run, written down as GitHub would: steps, lines, annotations, results."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.sandbox.github.runs import Annotation, Job, Run, Step
from tests.sandbox.runner.act_workflow import OUTPUTS_STEP

#: act's words for a result, GitHub's for the same.
_CONCLUSIONS = {"success": "success", "failure": "failure", "skipped": "skipped"}


class Recorder:
    """Feeds on act's objects, one attempt; jobs in `finished` belong to an earlier attempt."""

    def __init__(self, run: Run, finished: Mapping[str, Any]) -> None:
        self._jobs = {job.key: job for job in run.jobs if job.key not in finished}
        self._handlers: dict[str, Callable[[Job, Step, dict[str, Any]], None]] = {
            "set-output": _ignore, "add-mask": _ignore, "summary": _summary,
        }  # fmt: skip

    def take(self, said: dict[str, Any]) -> None:
        job = self._jobs.get(str(said.get("jobID", "")))
        if job is None:
            return
        if "jobResult" in said:
            _finish(job, said["jobResult"])
        step = self._step(job, said)
        if step is None:
            return
        if said.get("raw_output"):
            _write(step, str(said["msg"]))
        elif command := said.get("command"):
            self._handlers.get(command, _annotate)(job, step, said)
        elif "stepResult" in said and said.get("stage") == "Main" and len(said["stepID"]) == 1:
            _complete(step, said)
        elif step.started_at is None and said.get("stage") == "Main":
            _begin(job, step)

    def close(self, run: Run) -> None:
        """act has ended: jobs that it never began were skipped; the run has its result."""
        for job in self._jobs.values():
            if job.status != "completed":
                _finish(job, "skipped" if job.started_at is None else "failure")
        results = {job.conclusion for job in run.jobs}
        run.conclusion = "failure" if "failure" in results else "success"
        run.status, run.updated_at = "completed", time.time()

    def _step(self, job: Job, said: Mapping[str, Any]) -> Step | None:
        """The step that an object speaks of: act gives `[step, step of a composite action, …]`."""
        mark = str((said.get("stepID") or [""])[0])
        if mark == OUTPUTS_STEP and said.get("raw_output"):
            name, _, value = str(said["msg"]).rstrip("\n").partition("=")
            job.outputs[name] = value
        return next((step for step in job.steps if step.key and step.key == mark), None)


def fail_set_up(job: Job, problem: str) -> None:
    """The runner cannot fetch what the job needs: its first step fails, the others never begin."""
    step, now = job.steps[0], time.time()
    _write(step, "Prepare all required actions\nGetting action download info")
    _write(step, f"##[error]{problem}")
    job.annotations.append(Annotation("failure", problem))
    job.status, job.started_at = "in_progress", now
    step.status, step.conclusion = "completed", "failure"
    step.started_at = step.completed_at = now
    job.steps = [step]


def _begin(job: Job, step: Step) -> None:
    now = time.time()
    job.status, job.started_at = "in_progress", job.started_at or now
    step.status, step.started_at = "in_progress", now


def _complete(step: Step, said: Mapping[str, Any]) -> None:
    step.status, step.completed_at = "completed", time.time()
    step.started_at = step.started_at or step.completed_at
    step.conclusion = _CONCLUSIONS.get(said["stepResult"], "failure")
    if step.conclusion == "failure" and not any("##[error]" in t for _, t in step.lines[-1:]):
        _write(step, "##[error]Process completed with exit code 1.")


def _finish(job: Job, result: str) -> None:
    job.status, job.completed_at = "completed", time.time()
    job.started_at = job.started_at or job.completed_at
    job.conclusion = _CONCLUSIONS.get(result, "failure")
    for step in job.steps:
        if step.status != "completed":
            own = not step.key  # "Set up job" and "Complete job", which the runner does itself.
            step.status, step.conclusion = "completed", "success" if own else "skipped"


def _write(step: Step, text: str) -> None:
    now = time.time()
    step.lines += [(now, line) for line in text.rstrip("\n").split("\n")]


def _annotate(job: Job, step: Step, said: Mapping[str, Any]) -> None:
    command, text = str(said["command"]), str(said.get("arg", ""))
    if command == "debug":
        return  # Shown only in a run with debug logging.
    _write(step, f"##[{command}]{text}")
    if command in ("error", "warning", "notice"):
        level = "failure" if command == "error" else command
        title = str((said.get("kvPairs") or {}).get("title", ""))
        job.annotations.append(Annotation(level, text, title))


def _summary(job: Job, _: Step, said: Mapping[str, Any]) -> None:
    job.summary += str(said.get("content", ""))


def _ignore(job: Job, step: Step, said: Mapping[str, Any]) -> None:
    """Outputs are kept by act itself; a mask must never be written down."""
