"""Whether a job's `if` can be true for an event, as far as the files tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.preflight.static.contexts import Trigger, resolved
from tests.preflight.static.subject import with_needs
from tests.preflight.target import Target
from tests.sandbox.github.workflow import Workflow


def needed(workflow: Workflow, jobs: set[str]) -> list[str]:
    """The jobs and all that they need, in the file's order."""
    found = with_needs(workflow, jobs)
    return [key for key in workflow.jobs if key in found]


def may_start(target: Target, workflow: Workflow, job: str, trigger: Trigger) -> bool:
    """False when the `if` of the job, or of one that it needs, is false for the event."""
    known = _known(target, workflow, trigger)
    bodies = (workflow.document["jobs"][key] for key in needed(workflow, {job}))
    return all(_not_false(body.get("if"), known) for body in bodies)


def step_may_start(
    target: Target, workflow: Workflow, step: Mapping[str, Any], trigger: Trigger
) -> bool:
    """False when the `if` of the step is false for the event."""
    return _not_false(step.get("if"), _known(target, workflow, trigger))


def _known(target: Target, workflow: Workflow, trigger: Trigger) -> Mapping[str, Any]:
    contexts = trigger.contexts(workflow)
    branch = target.branch
    github = {
        "ref": f"refs/heads/{branch}", "ref_name": branch, "ref_type": "branch",
        "repository": target.slug, "repository_owner": target.owner,
        "event": {"action": "published"} if trigger.event == "release" else {},
        **contexts["github"],
    }  # fmt: skip
    return {**contexts, "github": github}


def _not_false(condition: object, contexts: Mapping[str, Any]) -> bool:
    if condition is None:
        return True
    text = str(condition).strip()
    value = resolved(text if text.startswith("${{") else f"${{{{ {text} }}}}", contexts)
    return value not in ("false", "")
