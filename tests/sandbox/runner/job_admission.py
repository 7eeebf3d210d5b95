"""GitHub's decisions before a job's first step: environment, actions, and OIDC token."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException

from tests.sandbox.github import protection, pulls, start_up
from tests.sandbox.github.refusals import Refused, refuse
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.github.state import State
from tests.sandbox.runner.action_catalogue import Use
from tests.sandbox.runner.attempt import Attempt
from tests.sandbox.runner.runner_labels import is_served

#: Interval between a waiting job's checks for a review, in seconds.
POLL = 0.05


async def wait_for_approval(
    state: State, run: Run, job: Job, name: str, active: Callable[[], bool]
) -> None:
    """Wait until the environment `name` admits the job; `active` is false once the run has ended.

    Raises:
        Refused: the environment's rules or a reviewer reject the job.
    """
    environment = protection.environment(state, name, time.time())
    job.environment = name
    if refusal := protection.refusal(environment, run.ref, state.protected):
        raise refusal
    if not environment.reviewers:
        return
    job.status = run.status = "waiting"
    while (review := run.reviews.get(environment.name.lower())) is None:
        if not active():
            raise HTTPException(403)
        await asyncio.sleep(POLL)
    job.status = "queued"
    if review != "approved":
        refuse("deployment-rejected")


async def wait_for_runner(
    state: State, run: Run, job: Job, labels: list[str], active: Callable[[], bool]
) -> None:
    """Return when a runner has the labels; `active` is false once the run has ended.

    Raises:
        Refused: GitHub has cancelled the job, because no runner had them for a day.
    """
    job.labels, queued_at = labels, time.time()
    if is_served(labels):
        return
    job.status, job.steps = "queued", []
    if not any(other.status in ("in_progress", "waiting") for other in run.jobs):
        run.status = "queued"
    while time.time() - queued_at < state.queue_limit:
        if not active():
            raise HTTPException(403)
        await asyncio.sleep(POLL)
    job.ended = "cancelled"
    refuse("no-runner-takes-the-job")


def retired_refusal(uses: Sequence[Use]) -> Refused | None:
    """The refusal of a job that uses an action which GitHub has switched off."""
    for use in uses:
        if notice := use.retired:
            values = {"action": f"{use.name}: {use.ref}", "notice": notice}
            return Refused("artifact-action-retired", values)
    return None


def set_up_refusal(state: State, uses: Sequence[Use]) -> Refused | None:
    """The refusal of the job's actions, None if the runner can fetch them."""
    unpinned = [use.action for use in uses if not use.pinned]
    if state.policy.pinned and unpinned:
        values = {"actions": start_up.named(unpinned), "repository": state.full_name}
        return Refused("action-not-pinned", values)
    missing = next((use for use in uses if not use.exists()), None)
    if missing is None:
        return None
    values = {"name": missing.name, "ref": missing.ref, "quoted": quote(missing.ref, safe="")}
    return Refused("action-ref-not-found", values)


def token_refusal(attempt: Attempt, job: Job) -> str | None:
    """The refusal code of a job that gets no OIDC token, None if it gets one."""
    if pulls.from_fork(attempt.run.payload, attempt.run.event):
        return "pull-request-from-fork"
    if job.permissions["id-token"] != "write":
        return "missing-id-token-permission"
    return None
