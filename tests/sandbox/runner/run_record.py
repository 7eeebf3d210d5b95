"""Turns act's log messages into GitHub's record of a run: steps, lines, annotations, results."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.sandbox.github.runs import Annotation, Job, Run, Step
from tests.sandbox.runner.act_workflow import OUTPUTS_STEP

#: act's message after the result of a step whose process has failed.
_EXIT_STATUS = re.compile(r"exit status (\d+)")
_EXIT_CODE = "##[error]Process completed with exit code {}."


class Recorder:
    """Records the messages of one attempt; jobs in `finished` belong to an earlier attempt."""

    def __init__(self, run: Run, finished: Mapping[str, Any]) -> None:
        self._jobs = {job.key: job for job in run.jobs if job.key not in finished}
        self._commands: dict[str, Callable[[Job, Step, dict[str, Any]], None]] = {
            "set-output": _ignore, "add-mask": _ignore, "summary": _add_summary,
        }  # fmt: skip

    def record(self, message: dict[str, Any]) -> None:
        job = self._jobs.get(str(message.get("jobID", "")))
        if job is None:
            return
        if "jobResult" in message:
            _finish_job(job, message["jobResult"])
        step = _find_step(job, message)
        if step is None:
            return
        if message.get("raw_output"):
            _write(step, str(message["msg"]))
        elif command := message.get("command"):
            self._commands.get(command, _annotate)(job, step, message)
        elif message.get("stage") == "Main":
            _record_main(job, step, message)

    def close(self, run: Run) -> None:
        """Complete the run after act has ended; jobs that act did not start are skipped."""
        for job in self._jobs.values():
            if job.status != "completed":
                _finish_job(job, "skipped" if job.started_at is None else "failure")
        results = {job.conclusion for job in run.jobs}
        run.conclusion = "failure" if "failure" in results else "success"
        run.status, run.updated_at = "completed", time.time()


def fail_set_up(job: Job, problem: str) -> None:
    """Fail the job's first step and drop the others: the runner cannot fetch its actions."""
    step, now = job.steps[0], time.time()
    _write(step, "Prepare all required actions\nGetting action download info")
    _write(step, f"##[error]{problem}")
    job.annotations.append(Annotation("failure", problem))
    job.status, job.started_at = "in_progress", now
    step.status, step.conclusion = "completed", "failure"
    step.started_at = step.completed_at = now
    job.steps = [step]


def _find_step(job: Job, message: Mapping[str, Any]) -> Step | None:
    """The job's step of a message, whose `stepID` is `[step, step of a composite action, …]`."""
    key = str((message.get("stepID") or [""])[0])
    if key == OUTPUTS_STEP and message.get("raw_output"):
        name, _, value = str(message["msg"]).rstrip("\n").partition("=")
        job.outputs[name] = value
    return next((step for step in job.steps if step.key and step.key == key), None)


def _record_main(job: Job, step: Step, message: Mapping[str, Any]) -> None:
    composite = len(message["stepID"]) > 1
    if "stepResult" in message and not composite:
        _complete_step(step, message["stepResult"])
    elif step.started_at is None:
        _start_step(job, step)
    elif not composite and (status := _EXIT_STATUS.fullmatch(str(message.get("msg")))):
        _write_exit_code(step, status[1])


def _start_step(job: Job, step: Step) -> None:
    now = time.time()
    job.status, job.started_at = "in_progress", job.started_at or now
    step.status, step.started_at = "in_progress", now


def _complete_step(step: Step, result: str) -> None:
    step.status, step.completed_at = "completed", time.time()
    step.started_at = step.started_at or step.completed_at
    step.conclusion = _conclusion(result)


def _finish_job(job: Job, result: str) -> None:
    job.status, job.completed_at = "completed", time.time()
    job.started_at = job.started_at or job.completed_at
    job.conclusion = _conclusion(result)
    for step in job.steps:
        if step.status != "completed":
            own = not step.key  # "Set up job" and "Complete job" are the runner's own.
            step.status, step.conclusion = "completed", "success" if own else "skipped"
        elif step.conclusion == "failure":
            # act prints no exit status for `continue-on-error`, a signal or a missing shell.
            _write_exit_code(step, "1")


def _conclusion(result: str) -> str:
    """GitHub's name for act's result."""
    return result if result in ("success", "skipped") else "failure"


def _write(step: Step, text: str) -> None:
    now = time.time()
    step.lines += [(now, line) for line in text.rstrip("\n").split("\n")]


def _write_exit_code(step: Step, code: str) -> None:
    """Add the exit code to the step's log, unless it is there or the log ends with an error."""
    lines = [line for _, line in step.lines]
    written = any(line.startswith(_EXIT_CODE.partition("{")[0]) for line in lines)
    if not written and not any("##[error]" in line for line in lines[-1:]):
        _write(step, _EXIT_CODE.format(code))


def _annotate(job: Job, step: Step, message: Mapping[str, Any]) -> None:
    command, text = str(message["command"]), str(message.get("arg", ""))
    if command == "debug":
        return  # Shown only in a run with debug logging.
    _write(step, f"##[{command}]{text}")
    if command in ("error", "warning", "notice"):
        level = "failure" if command == "error" else command
        title = str((message.get("kvPairs") or {}).get("title", ""))
        job.annotations.append(Annotation(level, text, title))


def _add_summary(job: Job, _: Step, message: Mapping[str, Any]) -> None:
    job.summary += str(message.get("content", ""))


def _ignore(job: Job, step: Step, message: Mapping[str, Any]) -> None:
    """act handles outputs itself, and a mask must not be recorded."""
