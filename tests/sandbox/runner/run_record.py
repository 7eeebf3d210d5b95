"""Turns act's log messages into GitHub's record of a run: steps, lines, annotations, results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.sandbox.github.runs import Annotation, Job, Run, Step
from tests.sandbox.runner import step_log
from tests.sandbox.runner.act_workflow import OUTPUTS_STEP
from tests.sandbox.runner.legs import Legs


class RunnerError(Exception):
    """act did not run the workflow; the message is act's."""


class Recorder:
    """Records the messages of one attempt; jobs in `finished` belong to an earlier attempt."""

    def __init__(self, run: Run, finished: Mapping[str, Any], new_id: Callable[[], int]) -> None:
        self._jobs = Legs(run, finished, new_id)
        self._commands: dict[str, Callable[[Job, Step, dict[str, Any]], None]] = {
            "set-output": _ignore, "add-mask": _ignore, "summary": _add_summary,
            "sandbox-status": step_log.note_status,
        }  # fmt: skip
        #: act's messages outside of jobs.
        self._said: list[str] = []
        self._ran = not self._jobs.all()

    def record(self, message: dict[str, Any]) -> None:
        if "fatal" in message:
            self._said.append(str(message["fatal"]))
        place, matrix = str(message.get("job", "")), message.get("matrix") or {}
        job = self._jobs.find(str(message.get("jobID", "")), matrix, place)
        if job is None:
            return
        self._ran = True
        if "jobResult" in message:
            _finish_job(job, message["jobResult"])
        step = _find_step(job, message)
        if step is None:
            return
        if message.get("raw_output"):
            step_log.write(step, str(message["msg"]))
        elif command := message.get("command"):
            self._commands.get(command, _annotate)(job, step, message)
        elif message.get("stage") == "Main":
            _record_main(job, step, message)

    def check(self) -> None:
        """Raises RunnerError when act has ended with an error before any job."""
        if self._said and not self._ran:
            raise RunnerError(f"act ran no job: {' '.join(self._said)}")

    def close(self, run: Run, conclusion: str) -> None:
        """Complete the run; jobs that act did not start are skipped. `conclusion`: "" or forced."""
        for job in self._jobs.all():
            if job.status != "completed":
                ended = "skipped" if job.started_at is None else "failure"
                _finish_job(job, conclusion or ended)
        results = {job.conclusion for job in run.jobs}
        bad = [each for each in ("cancelled", "failure") if each in results]
        run.conclusion = bad[0] if bad else "success"
        run.status, run.updated_at = "completed", time.time()


def drop_steps(job: Job, messages: Iterable[str]) -> None:
    """Remove the steps: no runner gets a job that is refused before. It has annotations only."""
    job.annotations += [Annotation("failure", text) for text in messages]
    job.started_at, job.steps = time.time(), []


def fail_set_up(job: Job, problem: str) -> None:
    """Fail the job's first step and drop the others: the runner cannot fetch its actions."""
    step, now = job.steps[0], time.time()
    step_log.write(step, "Prepare all required actions\nGetting action download info")
    step_log.write(step, f"##[error]{problem}")
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
    elif not composite and step.conclusion == "failure":
        step_log.write_reason(step, str(message.get("msg")))


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
    job.conclusion = job.ended or _conclusion(result)
    for step in job.steps:
        if step.status != "completed":
            own = not step.key  # "Set up job" and "Complete job" are the runner's own.
            step.status, step.conclusion = "completed", "success" if own else "skipped"


def _conclusion(result: str) -> str:
    """GitHub's name for act's result."""
    return result if result in ("success", "skipped", "cancelled") else "failure"


def _annotate(job: Job, step: Step, message: Mapping[str, Any]) -> None:
    command, text = str(message["command"]), str(message.get("arg", ""))
    if command == "debug":
        return  # Shown only in a run with debug logging.
    step_log.write(step, f"##[{command}]{text}")
    if command in ("error", "warning", "notice"):
        level = "failure" if command == "error" else command
        title = str((message.get("kvPairs") or {}).get("title", ""))
        job.annotations.append(Annotation(level, text, title))


def _add_summary(job: Job, _: Step, message: Mapping[str, Any]) -> None:
    job.summary += str(message.get("content", ""))


def _ignore(*_: object) -> None:
    """act handles outputs itself, and a mask must not be recorded."""
