"""Tries a workflow file out that is not in the repository."""

from __future__ import annotations

from tests.sandbox.github.runs import Run
from tests.sandbox.github.workflow import parse
from tests.sandbox.runner import action_catalogue
from tests.sandbox.runner.runner import Runner


def try_out(runner: Runner, run: Run, text: str, *, seconds: float = 120) -> str | None:
    """Run the workflow `text`, which is not in the repository, in place of `run`'s file.

    Returns None for success, else a sentence with the cause.

    Raises:
        InvalidWorkflowError, UnknownActionError: the workflow cannot be started.
    """
    workflow = parse(text, run.path)
    action_catalogue.check(workflow)
    runner.begin(run, workflow, {}, thorough=True)
    if attempt := runner.active(run.id):
        attempt.join(seconds)
        if attempt.alive():
            attempt.stop()
            return f"{run.path}: the run was ended after {seconds:g} seconds"
    if run.problem:
        return f"{run.path}: {run.problem}"
    failed = [job.name for job in run.jobs if job.conclusion == "failure"]
    return f"{run.path}: these jobs fail: {', '.join(failed)}" if failed else None
