"""REST handlers of rulesets."""

from __future__ import annotations

import time
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_rulesets
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.rulesets import MESSAGES, Ruleset


def list_rulesets(context: ApiContext, call: Call) -> Response:
    found = [json_rulesets.summary(context.state, each) for each in context.state.rulesets]
    return JSONResponse(call.page(found))


def get_ruleset(context: ApiContext, call: Call) -> Response:
    return JSONResponse(json_rulesets.ruleset(context.state, _find(context, call)))


def create_ruleset(context: ApiContext, call: Call) -> Response:
    """Of the rules, only those about the existence of a ref are known here."""
    body, state = call.body, context.state
    names = [str(rule.get("type")) for rule in body.get("rules") or ()]
    if unknown := [name for name in names if name not in MESSAGES]:
        raise ApiError(422, "Validation Failed", errors=[f"Invalid rule '{unknown[0]}'"])
    if any(each.name == body["name"] for each in state.rulesets):
        raise ApiError(422, "Validation Failed", errors=["Name must be unique"])
    refs = (body.get("conditions") or {}).get("ref_name") or {}
    made = Ruleset(
        state.new_id(), body["name"], str(body.get("target", "branch")), body["enforcement"],
        time.time(), list(refs.get("include") or ()), list(refs.get("exclude") or ()), names,
        [_actor(each) for each in body.get("bypass_actors") or ()],
    )  # fmt: skip
    state.rulesets.append(made)
    return JSONResponse(json_rulesets.ruleset(state, made), status_code=201)


def delete_ruleset(context: ApiContext, call: Call) -> Response:
    context.state.rulesets.remove(_find(context, call))
    return Response(status_code=204)


def _find(context: ApiContext, call: Call) -> Ruleset:
    number = int(call.path["ruleset"])
    found = next((each for each in context.state.rulesets if each.id == number), None)
    if found is None:
        raise not_found()
    return found


def _actor(given: dict[str, Any]) -> tuple[str, int, str]:
    mode = str(given.get("bypass_mode", "always"))
    return str(given["actor_type"]), int(given.get("actor_id") or 0), mode
