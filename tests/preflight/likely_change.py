"""The line that is likely to change when no publisher matches a job."""

from __future__ import annotations

from collections.abc import Mapping

from tests.preflight.plan import Plan
from tests.preflight.registered import Registered
from tests.sandbox.github.runs import Job


def environment(
    plan: Plan, job: Job, registered: Mapping[str, Registered], title: str
) -> str | None:
    """None where the environment is that of the publisher. `title` is that of the index."""
    known = registered.get(job.key)
    if known is None or not known.since or known.environment == job.environment:
        return None
    before, now = _shown(known.environment), _shown(job.environment)
    option = job.environment or '""'
    return (
        f"{_place(plan, job)}: the job has {now}, but the publisher has {before}, as in"
        f" {known.since}. Change it back here. Or change the publisher on {title}, and add"
        f" `--environment {option}`."
    )


def _shown(name: str | None) -> str:
    return f"the environment `{name}`" if name else "no environment"


def _place(plan: Plan, job: Job) -> str:
    workflow = plan.start.workflow
    if job.path or job.key not in workflow.jobs:
        return job.path or workflow.path
    body = workflow.document["jobs"][job.key]
    keys = ("jobs", job.key, *(["environment"] if "environment" in body else []))
    return f"{workflow.path}:{workflow.source.key_at(keys).line}"
