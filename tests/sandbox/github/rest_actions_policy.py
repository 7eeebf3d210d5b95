"""REST handlers of `actions/permissions`: which actions the repository's workflows may use."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github.api_call import ApiError, Call
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.json_values import API
from tests.sandbox.github.state import ActionsPolicy


def get_permissions(context: ApiContext, call: Call) -> Response:
    policy = context.state.policy
    url = f"{API}/repos/{context.state.full_name}/actions/permissions/selected-actions"
    shown = {"enabled": True, "allowed_actions": policy.allowed}
    shown |= {"selected_actions_url": url} if policy.allowed == "selected" else {}
    return JSONResponse({**shown, "sha_pinning_required": policy.pinned})


def set_permissions(context: ApiContext, call: Call) -> Response:
    """A field that the request leaves out keeps its value."""
    allowed = str(call.body.get("allowed_actions", context.state.policy.allowed))
    if allowed not in ("all", "local_only", "selected") or "enabled" not in call.body:
        raise ApiError(422, "Validation Failed")
    context.state.policy.allowed = allowed
    if "sha_pinning_required" in call.body:
        context.state.policy.pinned = bool(call.body["sha_pinning_required"])
    return Response(status_code=204)


def get_selected_actions(context: ApiContext, call: Call) -> Response:
    policy = _selected(context)
    shown: dict[str, Any] = {
        "github_owned_allowed": policy.github_owned, "verified_allowed": policy.verified,
        "patterns_allowed": policy.patterns,
    }  # fmt: skip
    return JSONResponse(shown)


def set_selected_actions(context: ApiContext, call: Call) -> Response:
    """A field that the request leaves out keeps its value."""
    policy, body = _selected(context), call.body
    policy.github_owned = bool(body.get("github_owned_allowed", policy.github_owned))
    policy.verified = bool(body.get("verified_allowed", policy.verified))
    policy.patterns = [str(one) for one in body.get("patterns_allowed", policy.patterns)]
    return Response(status_code=204)


def _selected(context: ApiContext) -> ActionsPolicy:
    """Raises ApiError 409 unless `allowed_actions` is `selected`, as GitHub's docs require."""
    if context.state.policy.allowed != "selected":
        raise ApiError(409, "Conflict")
    return context.state.policy
