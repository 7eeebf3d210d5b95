"""The token of each job, in the copy of a workflow that act reads.

GitHub makes a token for each job (docs: "GITHUB_TOKEN"), and act has one for the whole run. So each
job gets its own as a secret, and the expressions in the workflow name that one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.sandbox.github.runs import Job
from tests.sandbox.runner import action_catalogue

_EXPRESSION = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
_TOKEN = re.compile(r"\bgithub\.token\b|\bsecrets\.GITHUB_TOKEN\b", re.IGNORECASE)


def secret(job: Job) -> str:
    """The name of the secret with the job's token."""
    return f"JOB_TOKEN_{job.id}"


def with_own_tokens(workflow: dict[str, Any], secrets: Mapping[str, str]) -> dict[str, Any]:
    """The workflow in which each job reads its own secret; `secrets` has their names by job key.

    Variables of the workflow with a token become variables of each job.
    """
    variables = workflow.get("env") or {}
    shared = {name: value for name, value in variables.items() if _renamed(value, "") != value}
    for key, job in workflow["jobs"].items():
        if "steps" not in job:
            job.setdefault("secrets", "inherit")  # A called workflow has all of GitHub's.
        elif key in secrets:
            if shared:
                job["env"] = {**shared, **(job.get("env") or {})}
            job["steps"] = list(map(_with_default, job["steps"]))
            workflow["jobs"][key] = _renamed(job, secrets[key])
    return workflow


def _renamed(value: Any, name: str) -> Any:
    """A part of the workflow with its expressions changed."""
    if isinstance(value, dict):
        return {key: _renamed(each, name) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, name) for each in value]
    if isinstance(value, str):
        return _EXPRESSION.sub(lambda found: _TOKEN.sub(f"secrets.{name}", found[0]), value)
    return value


def _with_default(step: Mapping[str, Any]) -> dict[str, Any]:
    """The step with the token for the inputs of its action that have it by default."""
    name = str(step.get("uses", "")).partition("@")[0]
    if name not in action_catalogue.known():
        return dict(step)
    inputs = dict.fromkeys(action_catalogue.token_inputs(name), "${{ github.token }}")
    return {**step, "with": {**inputs, **(step.get("with") or {})}}
