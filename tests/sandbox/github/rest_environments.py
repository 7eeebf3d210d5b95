"""REST handlers of environments, their protection rules and deployment branch policies."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import unquote

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_environments, protection
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.deployment_environment import Environment, RefPattern


def _find(context: ApiContext, call: Call) -> Environment:
    found = context.state.environments.get(unquote(call.path["environment"]).lower())
    if found is None:
        raise not_found()
    return found


def list_environments(context: ApiContext, call: Call) -> Response:
    state = context.state
    shown = [json_environments.environment(state, found) for found in state.environments.values()]
    return JSONResponse({"total_count": len(shown), "environments": call.page(shown)})


def get_environment(context: ApiContext, call: Call) -> Response:
    return JSONResponse(json_environments.environment(context.state, _find(context, call)))


def put_environment(context: ApiContext, call: Call) -> Response:
    """Create or configure; a field that the request leaves out is reset, as on GitHub.

    The bypass by administrators is no field of the request, and stays.
    """
    state, body = context.state, call.body
    policy = _policy(body.get("deployment_branch_policy"))
    found = protection.environment(state, unquote(call.path["environment"]), time.time())
    found.reviewers = [_reviewer(context, given) for given in body.get("reviewers") or ()]
    found.prevent_self_review = bool(body.get("prevent_self_review"))
    found.wait_timer = int(body.get("wait_timer") or 0)
    found.policy = policy
    return JSONResponse(json_environments.environment(state, found))


def _policy(given: dict[str, Any] | None) -> str | None:
    if given is None:
        return None
    protected, custom = given.get("protected_branches"), given.get("custom_branch_policies")
    if protected == custom:
        both = "protected_branches and custom_branch_policies"
        raise ApiError(422, f"Validation Failed: {both} cannot have the same value")
    return "protected" if protected else "custom"


def _reviewer(context: ApiContext, given: dict[str, Any]) -> tuple[str, int]:
    state, number = context.state, int(given.get("id", 0))
    known = {t.id for t in state.teams} | {u.id for u in state.users.values()}
    if given.get("type") not in ("User", "Team") or number not in known:
        raise ApiError(422, "Validation Failed", errors=[f"{given} is not a valid reviewer"])
    return str(given["type"]), number


def delete_environment(context: ApiContext, call: Call) -> Response:
    context.state.environments.pop(_find(context, call).name.lower())
    return Response(status_code=204)


def list_policies(context: ApiContext, call: Call) -> Response:
    patterns = _find(context, call).patterns
    shown = [json_environments.ref_pattern(pattern) for pattern in patterns]
    return JSONResponse({"total_count": len(shown), "branch_policies": call.page(shown)})


def create_policy(context: ApiContext, call: Call) -> Response:
    found = _find(context, call)
    if found.policy != "custom":
        raise not_found()
    name, kind = str(call.body.get("name", "")), str(call.body.get("type", "branch"))
    if any((p.name, p.kind) == (name, kind) for p in found.patterns):
        raise ApiError(303, "See Other")
    pattern = RefPattern(context.state.new_id(), name, kind)
    found.patterns.append(pattern)
    return JSONResponse(json_environments.ref_pattern(pattern))


def delete_policy(context: ApiContext, call: Call) -> Response:
    found = _find(context, call)
    kept = [p for p in found.patterns if p.id != int(call.path["policy"])]
    if len(kept) == len(found.patterns):
        raise not_found()
    found.patterns = kept
    return Response(status_code=204)
