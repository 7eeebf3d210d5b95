"""The workflow whose end starts another one (`on: workflow_run`), as far as it keeps files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.preflight.conditions import needed
from tests.preflight.givers import keeping
from tests.preflight.static.workflow_files import workflow_files
from tests.preflight.target import Target
from tests.preflight.ways import Start
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import Workflow, parsable
from tests.sandbox.github.workflow_filters import listed


def workflow(target: Target, start: Start) -> Workflow | None:
    """The first workflow of those that the event names."""
    rule = start.workflow.triggers.get("workflow_run") or {}
    texts = {
        path.relative_to(target.copy).as_posix(): path.read_text("utf-8", "replace")
        for path in workflow_files(target.copy)
    }
    names = listed(rule.get("workflows", []))
    return next((each for each in parsable(texts) if each.name in names), None)


def jobs(target: Target, found: Workflow) -> list[str]:
    """Its jobs that keep files, and what these need."""
    return needed(found, keeping(target, found))


def payload(state: State, run: Run) -> Mapping[str, Any]:
    """The event's part of the payload: the run has succeeded, whatever was left out of it."""
    branch = run.ref.removeprefix("refs/heads/")
    shown = {
        "id": run.id, "name": run.name, "path": run.path, "event": run.event, "status": "completed",
        "conclusion": run.conclusion, "head_branch": branch, "head_sha": run.sha,
        "run_number": run.number, "run_attempt": run.attempt,
        "head_repository": {"full_name": state.full_name},
    }  # fmt: skip
    return {"action": "completed", "workflow_run": shown, "workflow": {"name": run.name}}
