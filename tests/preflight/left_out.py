"""The steps in whose place nothing runs: actions without a stand-in, what follows publishing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from tests.preflight.outputs_used import outputs_used
from tests.preflight.report import NotRun
from tests.preflight.static.steps import local
from tests.sandbox.runner import action_catalogue

Body = dict[str, Any]
Assumed = Mapping[str, str | None]
_USED = "there is no stand-in for it, and another step uses what it hands on"


@dataclass(frozen=True)
class Reason:
    """Why a step is not run; `matters`: the verdict could be another one with it."""

    why: str
    matters: bool


@cache
def _passed_over() -> tuple[dict[str, Any], ...]:
    text = Path(__file__).with_name("passed_over.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["action"])


def reason(step: Mapping[str, Any], assumed: Assumed, body: Body | None = None) -> Reason | None:
    """None for a step that runs. `body` is the job, as far as publishing needs it."""
    uses = str(step.get("uses") or "")
    name = uses.partition("@")[0]
    if not uses or local(uses) or name in action_catalogue.known():
        return None
    if any(is_meant(step, each) for each in assumed):
        return Reason("what it does is assumed", matters=False)
    for row in _passed_over():
        if fnmatchcase(name, row["action"]):
            name = str(step.get("id") or "-")
            used = not row.get("empty") and outputs_used(body, "steps", name)
            return Reason(_USED if used else row["why"], matters=used)
    return Reason("there is no stand-in for it", matters=True)


def is_meant(step: Mapping[str, Any], assumption: str) -> bool:
    """Whether `STEP` or `STEP.OUTPUT` is about the step: its id, its action, the action's name."""
    uses = str(step.get("uses") or "").partition("@")[0]
    names = {str(step.get("id") or ""), uses, uses.rpartition("/")[2]} - {""}
    return any(assumption == name or assumption.startswith(f"{name}.") for name in names)


def outputs(step: Mapping[str, Any], assumed: Assumed) -> dict[str, str]:
    """What is assumed that the step hands on."""
    return {
        name.rpartition(".")[2]: value
        for name, value in assumed.items()
        if value is not None and is_meant(step, name)
    }


def in_place_of(step: Mapping[str, Any], assumed: Assumed) -> Body:
    """A step that hands on what is assumed, and does nothing else."""
    given = outputs(step, assumed)
    lines = [f'echo "{name}=$ASSUMED_{n}" >> "$GITHUB_OUTPUT"' for n, name in enumerate(given)]
    kept: Body = {k: step[k] for k in ("id", "if", "continue-on-error") if k in step}
    kept["name"] = str(step.get("name") or f"Run {step.get('uses') or step.get('run')}")
    variables = {f"ASSUMED_{n}": value for n, value in enumerate(given.values())}
    run = "\n".join(["echo 'Not run here.'", *lines])
    place = "${{ github.workspace }}"  # The folder of the job's `defaults` may not exist.
    return {**kept, "shell": "bash", "working-directory": place, "run": run, "env": variables}


def note(job: str, step: Mapping[str, Any], found: Reason, *, gives: bool) -> NotRun:
    """`gives`: whether publishing gets anything from the job."""
    uses, matters, option = str(step.get("uses")), found.matters and gives, None
    if matters:
        option = f"--assume {step.get('id') or uses.partition('@')[0]}"
    return NotRun(f"`{uses}` in the job `{job}`", found.why, matters, option, job)
