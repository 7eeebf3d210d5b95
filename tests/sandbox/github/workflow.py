"""A workflow file as GitHub reads it: triggers, inputs, jobs, permissions and environments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from overrides.hooks.facts.permissions import levels
from overrides.hooks.facts.workflow_yaml import Document, Position
from tests.sandbox.github.workflow_file import read
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError, shown

#: Prefix of a runner's label → its system, for GitHub's runners without Linux.
_SYSTEMS = {"macos": "macOS", "windows": "Windows"}
#: A token's permissions in a new organization when the file has none (docs: "GITHUB_TOKEN").
DEFAULT = {"contents": "read", "packages": "read"}


@dataclass(frozen=True)
class JobPlan:
    """The properties of a job that are fixed before it runs; `environment` may be an expression."""

    key: str
    name: str
    permissions: dict[str, str] | str | None
    environment: str | None
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Workflow:
    """One workflow file; `path` is its path in the repository."""

    path: str
    name: str
    triggers: dict[str, Any]
    inputs: dict[str, dict[str, Any]]
    jobs: dict[str, JobPlan]
    source: Document

    @property
    def document(self) -> dict[str, Any]:
        """The parsed file, which is shared: copy it before a change."""
        document: dict[str, Any] = self.source.value
        return document

    def job_position(self, key: str) -> Position:
        """The position of the job's key."""
        return self.source.key_at(("jobs", key))

    def level(self, job: str, scope: str) -> str:
        """`none`, `read` or `write`: naming one permission sets all others to none.

        An empty mapping of a job replaces the permissions of the file, too.
        """
        granted = self.jobs[job].permissions
        if granted is None:
            granted = self.document.get("permissions", DEFAULT)
        if isinstance(granted, dict):
            return str(granted.get(scope, "none"))
        level = str(granted).removesuffix("-all")
        return level if level in levels()[scope] else "none"


@cache
def parse(text: str, path: str) -> Workflow:
    """Read a workflow; messages contain `path`. The result is cached.

    Raises:
        InvalidWorkflowError: GitHub does not accept the file.
    """
    source = read(text, path)
    document = source.value
    triggers = _triggers(document.get("on"))
    dispatch = triggers.get("workflow_dispatch") or {}
    inputs = {name: declared or {} for name, declared in (dispatch.get("inputs") or {}).items()}
    jobs = {key: _job(key, job) for key, job in document["jobs"].items()}
    return Workflow(path, str(document.get("name") or path), triggers, inputs, jobs, source)


def parsable(texts: Mapping[str, str | None]) -> list[Workflow]:
    """The workflows among texts by path."""
    found = []
    for path, text in texts.items():
        try:
            found.append(parse(text or "", path))
        except InvalidWorkflowError:
            continue
    return found


def name_of(text: str, path: str) -> str:
    """The name under which GitHub lists a file: the path of a file that it cannot parse."""
    try:
        return parse(text, path).name
    except InvalidWorkflowError:
        return path


def _triggers(on: Any) -> dict[str, Any]:
    if isinstance(on, str):
        return {on: None}
    if isinstance(on, list):
        return dict.fromkeys(map(str, on))
    return dict(on)


def _job(key: str, job: dict[str, Any]) -> JobPlan:
    environment = job.get("environment")
    if isinstance(environment, dict):
        environment = environment.get("name")
    return JobPlan(
        key,
        str(job.get("name") or key),
        job.get("permissions"),
        environment,
        tuple(map(step_name, job.get("steps") or [])),
    )


def system_of(label: str) -> str:
    """The value of `runner.os` on a runner with this label."""
    return _SYSTEMS.get(label.partition("-")[0].lower(), "Linux")


def step_name(step: dict[str, Any]) -> str:
    """The name under which GitHub lists a step that has none of its own."""
    if "name" in step:
        return str(step["name"])
    if "uses" in step:
        return f"Run {step['uses']}"
    first = shown(step.get("run")).strip().splitlines()
    return f"Run {first[0] if first else ''}"
