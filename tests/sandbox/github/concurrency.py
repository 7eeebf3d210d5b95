"""The concurrency group of a workflow run.

Source: https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.sandbox.github.expressions import evaluated
from tests.sandbox.github.runs import Run
from tests.sandbox.github.workflow import Workflow

#: How many runs of one group may be pending: with `queue: max`, and by the value of `queue`.
LONG_QUEUE = 100
PENDING = {"single": 1, "max": LONG_QUEUE}


@dataclass(frozen=True)
class Group:
    """`name` is in lower case, as names of groups are compared."""

    name: str
    cancels: bool
    pending: int


def group(workflow: Workflow, run: Run, repository: str) -> Group | None:
    """None when the file names no group. Raises ExpressionError."""
    given = workflow.document.get("concurrency")
    if given is None:
        return None
    rule = given if isinstance(given, dict) else {"group": given}
    contexts = {"github": _github(workflow, run, repository), "inputs": run.payload.get("inputs")}
    name = evaluated(str(rule["group"]), contexts)
    cancels = evaluated(str(rule.get("cancel-in-progress", False)), contexts).lower()
    return Group(name.lower(), cancels == "true", PENDING[str(rule.get("queue", "single"))])


def _github(workflow: Workflow, run: Run, repository: str) -> dict[str, object]:
    kind, _, name = run.ref.removeprefix("refs/").partition("/")
    return {
        "workflow": workflow.name, "event_name": run.event, "event": run.payload,
        "ref": run.ref, "ref_name": name, "ref_type": {"tags": "tag"}.get(kind, "branch"),
        "sha": run.sha, "actor": run.actor, "repository": repository,
        "run_id": run.id, "run_number": run.number, "run_attempt": run.attempt,
    }  # fmt: skip
