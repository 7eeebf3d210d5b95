"""REST: which actions the repository's workflows may use."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github.api_call import ApiError, Call, Handler
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.json_repository import API


class PolicyApi:
    """GitHub's `actions/permissions`; a field that a request leaves out keeps its value."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def table(self, repository: str) -> list[tuple[str, str, Handler]]:
        whole = f"{repository}/actions/permissions"
        return [
            ("GET", whole, self.get),
            ("PUT", whole, self.put),
            ("GET", f"{whole}/selected-actions", self.selected),
            ("PUT", f"{whole}/selected-actions", self.select),
        ]

    def get(self, call: Call) -> Response:
        policy = self._context.state.policy
        url = f"{API}/repos/{self._context.state.full_name}/actions/permissions/selected-actions"
        shown = {"enabled": True, "allowed_actions": policy.allowed}
        shown |= {"selected_actions_url": url} if policy.allowed == "selected" else {}
        return JSONResponse({**shown, "sha_pinning_required": policy.pinned})

    def put(self, call: Call) -> Response:
        allowed = str(call.body.get("allowed_actions", self._context.state.policy.allowed))
        if allowed not in ("all", "local_only", "selected") or "enabled" not in call.body:
            raise ApiError(422, "Validation Failed")
        self._context.state.policy.allowed = allowed
        if "sha_pinning_required" in call.body:
            self._context.state.policy.pinned = bool(call.body["sha_pinning_required"])
        return Response(status_code=204)

    def selected(self, call: Call) -> Response:
        policy = self._context.state.policy
        self._check_selected()
        shown: dict[str, Any] = {
            "github_owned_allowed": policy.github_owned, "verified_allowed": policy.verified,
            "patterns_allowed": policy.patterns,
        }  # fmt: skip
        return JSONResponse(shown)

    def select(self, call: Call) -> Response:
        policy, body = self._context.state.policy, call.body
        self._check_selected()
        policy.github_owned = bool(body.get("github_owned_allowed", policy.github_owned))
        policy.verified = bool(body.get("verified_allowed", policy.verified))
        policy.patterns = [str(one) for one in body.get("patterns_allowed", policy.patterns)]
        return Response(status_code=204)

    def _check_selected(self) -> None:
        """The docs: the policy must be `selected` before there is a selection."""
        if self._context.state.policy.allowed != "selected":
            raise ApiError(409, "Conflict")
