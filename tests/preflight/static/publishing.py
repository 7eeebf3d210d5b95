"""Finds the jobs of a workflow that publish, and the index and environment of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.preflight.static.called_scripts import commands
from tests.preflight.static.contexts import Trigger, legs, resolved
from tests.preflight.static.shell_words import Command
from tests.preflight.static.steps import Place, Step, load, steps
from tests.preflight.static.upload_commands import (
    ACTION,
    Index,
    Upload,
    of_action,
    of_command,
    program,
)
from tests.sandbox.github.workflow import Workflow

#: A step, and the command in it that uploads; None for an action.
Candidate = tuple[Step, Command | None]

_NOWHERE = Place("", 0)


@dataclass(frozen=True)
class PublishingJob:
    """One upload of a job; a job that uploads to two indexes is listed twice.

    `job` is the key in the workflow that is started, `step` the number of its step from 0.
    """

    job: str
    #: None: an expression decides that only a run knows.
    index: Index | None
    #: `pypa/gh-action-pypi-publish`, or a program: twine, uv, hatch, flit, pdm, poetry, maturin.
    tool: str
    #: None: the job has none. An expression that only a run knows stays as it is written.
    environment: str | None
    step: int
    #: Where the upload stands: in a script or a composite action, that file.
    place: Place = _NOWHERE
    #: The file and the job that hold the step, when the job calls another workflow.
    called: tuple[str, str] | None = None
    #: Whether the step gives a token or a password, so that no identity is asked for.
    token: bool = False
    #: The action with its ref, "" for a program.
    uses: str = ""


def publishing_jobs(
    repository: Path, workflow: str, trigger: Trigger | None = None
) -> list[PublishingJob]:
    """The publishing jobs, in the order of the file. The folder is only read.

    Raises:
        InvalidWorkflowError: GitHub does not accept the file.
        OSError: there is no such file.
    """
    source = load(repository, workflow)
    return started(repository, source, candidates(repository, source), trigger or Trigger())


def candidates(repository: Path, workflow: Workflow) -> list[Candidate]:
    """What may upload, before any expression is evaluated."""
    found: list[Candidate] = []
    for step in steps(repository, workflow):
        if of_action(step.uses, {name: str(value) for name, value in step.inputs.items()}):
            found.append((step, None))
        elif step.run:
            named = filter(program, commands(repository, step))
            found += [(step, command) for command in named]
    return found


def started(
    repository: Path, workflow: Workflow, found: Iterable[Candidate], trigger: Trigger
) -> list[PublishingJob]:
    """The publishing jobs of a run that the trigger starts."""
    contexts = trigger.contexts(workflow)
    jobs = [
        job
        for step, command in found
        for leg in legs(step.workflow.document["jobs"][step.own])
        for job in _of_step(repository, step, command, {**contexts, "matrix": leg})
    ]
    return list(dict.fromkeys(jobs))


def _of_step(
    repository: Path, step: Step, command: Command | None, contexts: Mapping[str, Any]
) -> Iterator[PublishingJob]:
    known = dict(contexts)
    env = {name: resolved(value, known) for name, value in step.variables.items()}
    known["env"] = {name: value for name, value in env.items() if value is not None}
    upload = _upload(repository, step, command, known)
    if upload is not None and upload.index != "other":
        environment = step.workflow.jobs[step.own].environment
        if environment is not None:
            value = resolved(str(environment), known)
            environment = str(environment) if value is None else value or None
        called = (step.workflow.path, step.own) if step.called else None
        place = Place(*upload.place) if upload.place else step.place
        uses = step.uses if "/" in upload.tool else ""
        yield PublishingJob(
            step.job, upload.index, upload.tool, environment, step.number, place, called,
            upload.token, uses,
        )  # fmt: skip


def _upload(
    repository: Path, step: Step, command: Command | None, contexts: Mapping[str, Any]
) -> Upload | None:
    def resolve(text: str) -> str | None:
        return resolved(text, contexts)

    if command is not None:
        return of_command(repository, command, step.variables, resolve)
    return of_action(step.uses, {name: resolve(str(value)) for name, value in step.inputs.items()})


__all__ = ["ACTION", "PublishingJob", "publishing_jobs"]
