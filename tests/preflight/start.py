"""Which workflow is tried, and by which event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.preflight.packages import Package
from tests.preflight.problem import PreflightError
from tests.preflight.static.steps import Step, steps
from tests.preflight.static.upload_commands import of_action
from tests.preflight.static.workflow_files import FOLDER, workflow_files
from tests.preflight.target import Target
from tests.preflight.ways import Start, Wanted, starts
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

#: Actions of others that upload, such as casperdcl/deploy-pypi and JRubics/poetry-publish.
_UPLOADS = re.compile(r"/.*(pypi|twine|poetry-publish)", re.IGNORECASE)


class UnknownActionError(PreflightError):
    """An action that is not known here seems to upload: `step` is of the workflow."""

    def __init__(self, workflow: Workflow, step: Step) -> None:
        super().__init__(f"{workflow.path}: {step.uses} may upload, and is not known here")
        self.workflow, self.step = workflow, step


def choose(
    target: Target, packages: Sequence[Package], wanted: Wanted
) -> tuple[Start, list[Start]]:
    """The first way to publish, by the order of events, and all others.

    Raises:
        PreflightError: no workflow publishes, or the wanted one cannot.
        UnknownActionError: one may, by an action that is not known here.
    """
    workflows = list(_workflows(target, wanted.workflow))
    found = [one for each in workflows for one in starts(target, packages, each, wanted)]
    if not found and wanted.job is None and (other := next(_uploading(target, workflows), None)):
        raise UnknownActionError(*other)
    if not found:
        raise PreflightError(_nothing(target, wanted, workflows))
    first, *others = sorted(found, key=lambda one: one.rank)
    return first, others


def _uploading(target: Target, workflows: Sequence[Workflow]) -> Iterator[tuple[Workflow, Step]]:
    """Steps whose action names the index, or a client of it."""
    for workflow in workflows:
        for step in steps(target.copy, workflow):
            if _UPLOADS.search(step.uses.partition("@")[0]) and not of_action(step.uses, {}):
                yield workflow, step


def _nothing(target: Target, wanted: Wanted, workflows: Sequence[Workflow]) -> str:
    what = ", ".join(
        f"--{name} {value}"
        for name in ("workflow", "job", "index", "event", "branch")
        if (value := getattr(wanted, name))
    )
    what += ", ".join(f" --input {name}={value}" for name, value in wanted.inputs.items())
    if what:
        return f"{target.source}: no job publishes with {what.strip()}"
    if broken := next(_broken(target), None):
        return f"{target.source}: {broken}"
    read = ", ".join(each.path.rpartition("/")[2] for each in workflows) or "none"
    return f"{target.source}: no workflow publishes to PyPI or TestPyPI (workflows: {read})"


def _read(target: Target, path: Path) -> Workflow:
    """Raises InvalidWorkflowError."""
    text = path.read_text("utf-8", "replace")
    return parse(text, path.relative_to(target.copy).as_posix())


def _broken(target: Target) -> Iterator[str]:
    """Why GitHub starts nothing by a file."""
    for path in workflow_files(target.copy):
        try:
            _read(target, path)
        except InvalidWorkflowError as error:
            yield str(error)


def _workflows(target: Target, name: str | None) -> Iterator[Workflow]:
    paths = workflow_files(target.copy)
    if name is not None:
        paths = [path for path in paths if path.name == name.rpartition("/")[2]]
        if not paths:
            raise PreflightError(f"{target.source}: {FOLDER} has no file {name}")
    for path in paths:
        try:
            yield _read(target, path)
        except InvalidWorkflowError as error:
            if name is not None:
                raise PreflightError(str(error)) from None
