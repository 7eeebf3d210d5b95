"""The parts of a workflow that the sandbox does not have: their steps fail, and say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.sandbox.runner import action_catalogue

_SAYS = "{uses} is not run here: the sandbox has no stand-in for it"


def steps(job: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The job's steps; for one that calls a workflow of another repository, a step that fails.

    Empty for a job that calls a workflow of its own repository.
    """
    uses = str(job.get("uses") or "")
    if uses:
        return [] if uses.startswith("./") else [_failing({}, uses)]
    return [_available(step) for step in job.get("steps") or ()]


def without_calls(job: Mapping[str, Any]) -> dict[str, Any]:
    """The job with steps in place of its call of a workflow of another repository."""
    return {key: value for key, value in job.items() if key not in ("uses", "with", "secrets")}


def _available(step: Mapping[str, Any]) -> dict[str, Any]:
    uses = str(step.get("uses") or "")
    name = uses.partition("@")[0]
    if not uses or uses.startswith(".") or name in action_catalogue.known():
        return dict(step)
    return _failing(step, uses)


def _failing(step: Mapping[str, Any], uses: str) -> dict[str, Any]:
    kept = {key: step[key] for key in ("id", "if", "continue-on-error") if key in step}
    name = step.get("name", f"Run {uses}")
    run = f"echo '::error::{_SAYS.format(uses=uses)}'\nexit 1"
    return {**kept, "name": name, "shell": "bash", "run": run}
