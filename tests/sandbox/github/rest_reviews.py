"""REST handlers of deployments that wait for a reviewer."""

from __future__ import annotations

import time
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_environments, protection
from tests.sandbox.github.api_call import ApiError, Call
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.deployment_environment import Environment
from tests.sandbox.github.rest_runs import find_run
from tests.sandbox.github.runs import Run

NONE_PENDING = "No pending deployment requests to approve or reject"


def list_pending_deployments(context: ApiContext, call: Call) -> Response:
    run, state = find_run(context, call), context.state
    names = [job.environment for job in run.jobs if job.status == "waiting"]
    environments = [protection.environment(state, name or "", 0) for name in names]
    return JSONResponse([_pending(context, call, run, found) for found in environments])


def _pending(context: ApiContext, call: Call, run: Run, found: Environment) -> dict[str, Any]:
    shown = json_environments.environment(context.state, found)
    rules = [r for r in shown["protection_rules"] if r["type"] == "required_reviewers"]
    keys = ("id", "node_id", "name", "url", "html_url")
    may_approve = protection.may_approve(context.state, found, call.login, run.actor)
    return {
        "environment": {key: shown[key] for key in keys},
        "wait_timer": found.wait_timer, "wait_timer_started_at": None,
        "current_user_can_approve": may_approve,
        "reviewers": rules[0]["reviewers"] if rules else [],
    }  # fmt: skip


def review_pending_deployments(context: ApiContext, call: Call) -> Response:
    """Approve or reject all named environments, or none when one may not be approved.

    One for which no job waits yet is refused; recorded by the tests of a public action that
    approves deployments (`automate-approval`), and by reports of the same words.
    """
    run, state = find_run(context, call), context.state
    wanted = {int(number) for number in call.body.get("environment_ids", [])}
    chosen = [found for found in protection.awaited(state, run) if found.id in wanted]
    if not chosen:
        raise ApiError(422, "Validation Failed", errors=NONE_PENDING)
    for found in chosen:
        if not protection.may_approve(state, found, call.login, run.actor):
            problem = "There was a problem approving one of the gates"
            raise ApiError(422, f"{problem}: You cannot approve this gate.")
    for found in chosen:
        run.reviews[found.name.lower()] = str(call.body.get("state"))
    run.updated_at = time.time()
    return JSONResponse([])
