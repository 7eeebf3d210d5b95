"""REST: environments, their protection rules and deployment policies, and secrets."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import unquote

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_repository, json_settings, protection
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.state import Environment, RefPattern, Secret


class EnvironmentsApi:
    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def _find(self, call: Call) -> Environment:
        found = self._context.state.environments.get(unquote(call.path["environment"]).lower())
        if found is None:
            raise not_found()
        return found

    def list(self, call: Call) -> Response:
        state = self._context.state
        shown = [json_settings.environment(state, found) for found in state.environments.values()]
        return JSONResponse({"total_count": len(shown), "environments": call.page(shown)})

    def get(self, call: Call) -> Response:
        return JSONResponse(json_settings.environment(self._context.state, self._find(call)))

    def put(self, call: Call) -> Response:
        """Create or configure; what the request leaves out is reset, as GitHub does."""
        state, body = self._context.state, call.body
        policy = _policy(body.get("deployment_branch_policy"))
        name = unquote(call.path["environment"])
        found = protection.environment(state, name, time.time())
        found.reviewers = [self._reviewer(r) for r in body.get("reviewers") or ()]
        found.prevent_self_review = bool(body.get("prevent_self_review"))
        found.wait_timer = int(body.get("wait_timer") or 0)
        found.policy = policy
        return JSONResponse(json_settings.environment(state, found))

    def _reviewer(self, given: dict[str, Any]) -> tuple[str, int]:
        state, number = self._context.state, int(given.get("id", 0))
        known = {t.id for t in state.teams} | {u.id for u in state.users.values()}
        if given.get("type") not in ("User", "Team") or number not in known:
            raise ApiError(422, "Validation Failed", errors=[f"{given} is not a valid reviewer"])
        return str(given["type"]), number

    def delete(self, call: Call) -> Response:
        self._context.state.environments.pop(self._find(call).name.lower())
        return Response(status_code=204)

    def policies(self, call: Call) -> Response:
        shown = [_pattern(pattern) for pattern in self._find(call).patterns]
        return JSONResponse({"total_count": len(shown), "branch_policies": call.page(shown)})

    def add_policy(self, call: Call) -> Response:
        found = self._find(call)
        if found.policy != "custom":
            raise ApiError(404, "Not Found")
        name, kind = str(call.body.get("name", "")), str(call.body.get("type", "branch"))
        if any((p.name, p.kind) == (name, kind) for p in found.patterns):
            raise ApiError(303, "See Other")
        pattern = RefPattern(self._context.state.new_id(), name, kind)
        found.patterns.append(pattern)
        return JSONResponse(_pattern(pattern))

    def delete_policy(self, call: Call) -> Response:
        found = self._find(call)
        kept = [p for p in found.patterns if p.id != int(call.path["policy"])]
        if len(kept) == len(found.patterns):
            raise not_found()
        found.patterns = kept
        return Response(status_code=204)


def _policy(given: dict[str, Any] | None) -> str | None:
    if given is None:
        return None
    protected, custom = given.get("protected_branches"), given.get("custom_branch_policies")
    if protected == custom:
        both = "protected_branches and custom_branch_policies"
        raise ApiError(422, f"Validation Failed: {both} cannot have the same value")
    return "protected" if protected else "custom"


def _pattern(pattern: RefPattern) -> dict[str, Any]:
    node = json_repository.node_id("GBP", pattern.id)
    return {"id": pattern.id, "node_id": node, "name": pattern.name, "type": pattern.kind}


class SecretsApi:
    """Names only; scopes are the repository, an environment and the organization."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def _scope(self, call: Call) -> list[Secret]:
        scope = "repo"
        if "environment" in call.path:
            scope = f"env:{unquote(call.path['environment']).lower()}"
        elif "org" in call.path:
            scope = "org"
        return self._context.state.secrets.setdefault(scope, [])

    def list(self, call: Call) -> Response:
        shown = [
            {"name": s.name, "created_at": json_repository.moment(s.created_at),
             "updated_at": json_repository.moment(s.created_at),
             **({"visibility": "all"} if "org" in call.path else {})}
            for s in self._scope(call)
        ]  # fmt: skip
        return JSONResponse({"total_count": len(shown), "secrets": call.page(shown)})

    def delete(self, call: Call) -> Response:
        scope = self._scope(call)
        found = next((s for s in scope if s.name == call.path["secret"].upper()), None)
        if found is None:
            raise not_found()
        scope.remove(found)
        return Response(status_code=204)
