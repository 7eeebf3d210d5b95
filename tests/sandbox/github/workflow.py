"""A workflow file as GitHub reads it: triggers, inputs, jobs, permissions and environments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.sandbox.github.permissions import InvalidWorkflowError, check_permissions, place

#: libyaml's, where the wheel has it: ten times as quick.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: The labels of GitHub's own runners that are not Linux begin so.
_SYSTEMS = {"macos": "macOS", "windows": "Windows"}


@dataclass(frozen=True)
class JobPlan:
    """What GitHub knows of a job before it runs; `environment` may hold an expression.

    `system` is its runner's, as `runner.os` names it.
    """

    key: str
    name: str
    permissions: dict[str, str] | str | None
    environment: str | None
    steps: tuple[str, ...]
    system: str = "Linux"


@dataclass(frozen=True)
class Workflow:
    path: str
    name: str
    triggers: dict[str, Any]
    inputs: dict[str, dict[str, Any]]
    jobs: dict[str, JobPlan]
    document: dict[str, Any]

    def grants(self, scope: str) -> bool:
        """Whether a job of it may write in `scope` with the run's own token."""
        named = [job.permissions or self.document.get("permissions") for job in self.jobs.values()]
        return any(
            granted == "write-all" or (isinstance(granted, dict) and granted.get(scope) == "write")
            for granted in named
        )

    def may_have_token(self, job: str) -> bool:
        """Whether `job` gets an OIDC token: naming one permission sets all others to none."""
        granted = self.jobs[job].permissions
        if granted is None:
            granted = self.document.get("permissions")
        if isinstance(granted, dict):
            return granted.get("id-token") == "write"
        return granted == "write-all"


@cache
def parse(text: str, path: str) -> Workflow:
    """Read a workflow; `path` is its path in the repository, for the messages.

    A text is read once, so nobody may change what comes back.

    Raises:
        InvalidWorkflowError: not YAML, no jobs, or a permission that GitHub does not know.
    """
    document = _document(text, path)
    triggers = _triggers(document.get("on"))
    dispatch = triggers.get("workflow_dispatch") or {}
    inputs = {str(k): v or {} for k, v in (dispatch.get("inputs") or {}).items()}
    jobs = {str(key): _job(str(key), job) for key, job in document["jobs"].items()}
    for part in (document, *document["jobs"].values()):
        check_permissions(part.get("permissions"), text, path)
        _check_called(str(part.get("uses", "")), text, path)
    name = str(document.get("name") or path)
    return Workflow(path, name, triggers, inputs, jobs, document)


def _document(text: str, path: str) -> dict[str, Any]:
    try:
        document: Any = yaml.load(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = f"You have an error in your yaml syntax on line {line}"
        raise InvalidWorkflowError(f"{path}:{line}: not YAML: {error.problem}", problem) from None
    if not isinstance(document, dict) or not isinstance(document.get("jobs"), dict):
        raise InvalidWorkflowError(
            f"{path}:1: no workflow: a mapping with `jobs` is expected",
            "(Line: 1, Col: 1): Required property is missing: jobs",
        )
    # YAML 1.1 reads the key `on` as a boolean.
    return {"on" if key is True else str(key): value for key, value in document.items()}


def name_of(text: str, path: str) -> str:
    """The name under which GitHub lists a file: its path when it cannot read it."""
    try:
        return parse(text, path).name
    except InvalidWorkflowError:
        return path


def _check_called(uses: str, text: str, path: str) -> None:
    if uses.startswith("./") and "@" in uses:
        problem = "cannot specify version when calling local workflows"
        raise InvalidWorkflowError(
            f"{path}:{place(text, uses)[0]}: `{uses}`: {problem}",
            f"invalid value workflow reference: {problem}",
        )


def _triggers(on: Any) -> dict[str, Any]:
    if isinstance(on, str):
        return {on: None}
    if isinstance(on, list):
        return dict.fromkeys(map(str, on))
    return {str(event): detail for event, detail in (on or {}).items()}


def _job(key: str, job: dict[str, Any]) -> JobPlan:
    environment = job.get("environment")
    if isinstance(environment, dict):
        environment = environment.get("name")
    steps = tuple(map(step_name, job.get("steps") or []))
    return JobPlan(
        key,
        str(job.get("name") or key),
        job.get("permissions"),
        environment,
        steps,
        _SYSTEMS.get(str(job.get("runs-on")).partition("-")[0], "Linux"),
    )


def step_name(step: dict[str, Any]) -> str:
    """The name under which GitHub lists a step that has none of its own."""
    if "name" in step:
        return str(step["name"])
    if "uses" in step:
        return f"Run {step['uses']}"
    first = str(step.get("run", "")).strip().splitlines()
    return f"Run {first[0] if first else ''}"
