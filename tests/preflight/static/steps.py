"""The steps of a workflow's jobs, with those of the composite actions and workflows they call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from overrides.hooks.facts.workflow_yaml import Document, YamlProblem
from overrides.hooks.facts.workflow_yaml import parse as parse_yaml
from tests.preflight.static.workflow_files import FOLDER
from tests.sandbox.github.workflow import Workflow
from tests.sandbox.github.workflow import parse as parse_workflow
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

#: GitHub's limit on composite actions inside each other (docs: "Metadata syntax", `runs.steps`).
NESTING = 10


@dataclass(frozen=True)
class Place:
    """Where a step stands: `path` in the repository, and the line."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Step:
    """One step. `job` is the key in the workflow that was started, `number` counts in its job.

    `own` is the job that the step stands in: another one in a called workflow, whose file is
    `workflow`. The place is that of the step in a composite action, too.
    """

    job: str
    number: int
    body: Mapping[str, Any]
    place: Place
    workflow: Workflow
    own: str
    #: Whether the step stands in a called workflow.
    called: bool = False

    @property
    def uses(self) -> str:
        return str(self.body.get("uses") or "")

    @property
    def run(self) -> str:
        return str(self.body.get("run") or "")

    @property
    def inputs(self) -> Mapping[str, Any]:
        return _mapping(self.body.get("with"))

    @property
    def variables(self) -> dict[str, str]:
        """The variables of the workflow, the job and the step that files name."""
        job = self.workflow.document["jobs"][self.own]
        parts = (self.workflow.document.get("env"), job.get("env"), self.body.get("env"))
        return {name: _text(value) for part in parts for name, value in _mapping(part).items()}


def load(repository: Path, workflow: str) -> Workflow:
    """Read a workflow by its path or its file's name.

    Raises:
        InvalidWorkflowError: GitHub does not accept the file.
        OSError: there is no such file.
    """
    path = workflow if "/" in workflow else f"{FOLDER}/{workflow}"
    return parse_workflow((repository / path).read_text(encoding="utf-8"), path)


def steps(repository: Path, workflow: Workflow, job: str | None = None) -> Iterator[Step]:
    """The steps of all jobs, or of one, in the order in which they run."""
    for key in workflow.jobs if job is None else [job]:
        yield from _of_job(repository, workflow, key, None)


def local(uses: str) -> str | None:
    """The path in the same repository that `uses` names; None for another repository.

    https://github.blog/changelog/2026-07-30-reference-same-repository-actions-with-self-repository-syntax/
    """
    return uses[2:] if uses.startswith(("./", "$/")) else None


def called_file(repository: Path, workflow: Workflow, job: str) -> Workflow | None:
    """The workflow of this repository that the job calls; None if it calls none or a bad one."""
    path = local(str(workflow.document["jobs"][job].get("uses") or ""))
    if path is None:
        return None
    try:
        return load(repository, path)
    except (OSError, InvalidWorkflowError):
        return None


def _of_job(repository: Path, workflow: Workflow, own: str, caller: str | None) -> Iterator[Step]:
    called = called_file(repository, workflow, own)
    if called is not None:
        for inner in called.jobs:
            # A called workflow may call others in its turn; one that calls itself is refused.
            if called.path != workflow.path:
                yield from _of_job(repository, called, inner, caller or own)
        return
    for number, body in enumerate(workflow.document["jobs"][own].get("steps") or ()):
        line = workflow.source.key_at(("jobs", own, "steps", number)).line
        place = Place(workflow.path, line)
        step = Step(caller or own, number, body, place, workflow, own, caller is not None)
        yield step
        yield from _composite(repository, step, NESTING)


def _composite(repository: Path, step: Step, depth: int) -> Iterator[Step]:
    folder = local(step.uses)
    if folder is None or not depth:
        return
    path, document = _action(repository, folder)
    for number, body in enumerate(document.get(("runs", "steps")) or () if document else ()):
        line = document.key_at(("runs", "steps", number)).line if document else 1
        inner = replace(step, body=_mapping(body), place=Place(path, line))
        yield inner
        yield from _composite(repository, inner, depth - 1)


def _action(repository: Path, folder: str) -> tuple[str, Document | None]:
    for name in ("action.yml", "action.yaml"):
        path = (Path(folder) / name).as_posix()
        try:
            return path, parse_yaml((repository / path).read_text(encoding="utf-8"))
        except (OSError, YamlProblem, UnicodeDecodeError):
            continue
    return folder, None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
