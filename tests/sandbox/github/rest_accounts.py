"""REST handlers of the token's owner, other users, and teams."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_accounts
from tests.sandbox.github.api_call import Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.json_values import API

#: The scopes that `gh auth login` requests, which the sandbox's token has.
_SCOPES = {"X-OAuth-Scopes": "gist, read:org, repo, workflow"}


def get_root(context: ApiContext, call: Call) -> Response:
    """gh requests this to check a token and its scopes."""
    return JSONResponse({"current_user_url": f"{API}/user"}, headers=_SCOPES)


def get_authenticated_user(context: ApiContext, call: Call) -> Response:
    body = json_accounts.profile(context.state.users[call.login])
    return JSONResponse(body, headers=_SCOPES)


def get_user(context: ApiContext, call: Call) -> Response:
    """Logins compare without case."""
    accounts = {a.login.lower(): a for a in (*context.state.users.values(), context.state.owner)}
    found = accounts.get(call.path["login"].lower())
    if found is None:
        raise not_found()
    return JSONResponse(json_accounts.profile(found))


def get_team(context: ApiContext, call: Call) -> Response:
    if not any(team.slug == call.path["team"] for team in context.state.teams):
        raise not_found()
    return JSONResponse(json_accounts.full_team(context.state, call.path["team"]))
