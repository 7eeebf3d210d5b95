"""REST handlers of the repository, its files, commits and refs."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_repository
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.rulesets import verdict
from tests.sandbox.github.run_token import require_grant


def get_repository(context: ApiContext, call: Call) -> Response:
    return JSONResponse(json_repository.repository(context.state))


def get_content(context: ApiContext, call: Call) -> Response:
    commit, path = context.bare.commit(call.query.get("ref", "HEAD")), call.path["path"]
    text = context.bare.file(commit or "", path)
    if text is None:
        raise not_found()
    return JSONResponse(json_repository.file(context.state, path, text + "\n", commit))


def get_commit(context: ApiContext, call: Call) -> Response:
    sha = context.bare.commit(call.path["ref"])
    if sha is None:
        raise ApiError(422, f"No commit found for SHA: {call.path['ref']}")
    return JSONResponse(json_repository.commit(context.state, sha, context.bare.subject(sha)))


def get_ref(context: ApiContext, call: Call) -> Response:
    name = f"refs/{call.path['ref']}"
    sha = context.bare.refs().get(name)
    if sha is None:
        raise not_found()
    return JSONResponse(json_repository.ref(context.state, name, sha))


def delete_ref(context: ApiContext, call: Call) -> Response:
    """The URL holds the full name without `refs/`, as `tags/v1.2.3`.

    `gh release delete --cleanup-tag` sends this request. Sources of the messages:
    https://github.com/jcabi/jcabi-github/issues/1335 and https://github.com/cli/cli/issues/11646.
    """
    require_grant(context, call, "contents")
    name = f"refs/{call.path['ref']}"
    if name not in context.bare.refs():
        raise ApiError(422, "Reference does not exist")
    if name == f"refs/heads/{context.state.default_branch}":
        raise ApiError(422, "Cannot delete the default branch")
    found = verdict(context.state, call.login, name, "deletion")
    if found.refused:
        raise ApiError(422, found.text)
    context.bare.delete_ref(name)
    return Response(status_code=204)
