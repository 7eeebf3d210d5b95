"""The actions that composite actions of the repository use: act looks each up by its name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.preflight import left_out
from tests.preflight.plan import Plan
from tests.preflight.report import NotRun
from tests.preflight.static.steps import Step, steps
from tests.preflight.static.workflow_files import FOLDER
from tests.sandbox.runner import action_catalogue


def repositories(plan: Plan, folder: Path) -> Iterator[str]:
    """Values of act's `--local-repository`; `folder` is for those that do nothing."""
    for step in _nested(plan):
        name = step.uses.partition("@")[0]
        if name in action_catalogue.known():
            yield f"{step.uses}={action_catalogue.ACTIONS / name}"
        elif left_out.reason(step.body, plan.assumed):
            yield f"{step.uses}={_empty(plan, step, folder / name)}"


def notes(plan: Plan) -> Iterator[NotRun]:
    for step in _nested(plan):
        if found := left_out.reason(step.body, plan.assumed):
            yield left_out.note(step.job, step.body, found, gives=True)


def _nested(plan: Plan) -> Iterator[Step]:
    """The steps in composite actions of jobs that run, before the end of publishing."""
    workflow = plan.start.workflow
    for job in plan.run:
        for step in steps(plan.target.copy, workflow, job):
            inner = not step.place.path.startswith(FOLDER)
            if inner and step.uses and step.number <= plan.last(step.workflow.path, step.own):
                yield step


def _empty(plan: Plan, step: Step, folder: Path) -> Path:
    """An action that only hands on what is assumed of it."""
    given = left_out.outputs(step.body, plan.assumed)
    body = {
        "name": step.uses, "description": "Not run here",
        "outputs": {name: {"value": value} for name, value in given.items()},
        "runs": {"using": "composite", "steps": [{"shell": "bash", "run": "echo 'Not run here.'"}]},
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "action.yml").write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    return folder
