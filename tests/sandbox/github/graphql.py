"""GraphQL for `gh`: graphql-core executes GitHub's field names over the sandbox's state."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_pulls, json_releases, json_repository, pulls
from tests.sandbox.github.api_call import Call
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.json_values import node_id, timestamp
from tests.sandbox.github.state import Account, Release

if TYPE_CHECKING:
    from graphql import GraphQLSchema


def execute(context: ApiContext, call: Call) -> Response:
    """A field that schema.graphql lacks is an error with graphql-core's message.

    Raises what a resolver raises, except GraphQLError: graphql-core answers with its text.
    """
    from graphql import GraphQLError, graphql_sync  # Imported here because that takes 0.2 s.

    root = {
        "repository": lambda info, owner, name: _repository(context, owner, name),
        "viewer": lambda info: _owner(context.state.users[call.login]),
        "closePullRequest": lambda info, input: _set_open(context, call.login, input, False),
        "reopenPullRequest": lambda info, input: _set_open(context, call.login, input, True),
    }
    query, variables = call.body.get("query"), call.body.get("variables")
    if not isinstance(query, str) or not query:
        problem = "A query attribute must be specified and must be a string."
        return JSONResponse({"errors": [{"message": problem}]}, status_code=400)
    if not isinstance(variables, dict | None):
        raise TypeError(f"no source has GitHub's answer to variables that are {variables!r}")
    result = graphql_sync(_schema(), query, root, variable_values=variables)
    for error in result.errors or ():
        if error.original_error and not isinstance(error.original_error, GraphQLError):
            raise error.original_error
    return JSONResponse(result.formatted)


@cache
def _schema() -> GraphQLSchema:
    from graphql import build_schema

    return build_schema((Path(__file__).parent / "schema.graphql").read_text())


def _owner(account: Account) -> dict[str, Any]:
    return {
        "__typename": account.kind, "id": node_id("U", account.id),
        "login": account.login, "name": account.login,
    }  # fmt: skip


def _repository(context: ApiContext, owner: str, name: str) -> dict[str, Any]:
    state = context.state
    if f"{owner}/{name}".lower() != state.full_name.lower():
        from graphql import GraphQLError

        raise GraphQLError(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
    whole = json_repository.repository(state)
    return {
        "id": whole["node_id"], "databaseId": state.repository_id, "name": state.repository,
        "nameWithOwner": state.full_name, "description": None, "url": whole["html_url"],
        "owner": _owner(state.owner), "sshUrl": whole["ssh_url"], "isPrivate": state.private,
        "isFork": False, "visibility": whole["visibility"].upper(),
        "hasIssuesEnabled": True, "hasWikiEnabled": True,
        "viewerPermission": "ADMIN",
        "defaultBranchRef": _ref(context, f"refs/heads/{state.default_branch}"),
        "parent": None, "mergeCommitAllowed": True, "rebaseMergeAllowed": True,
        "squashMergeAllowed": True, "ref": lambda info, qualifiedName: _ref(context, qualifiedName),
        "release": lambda info, tagName: _tagged(context, tagName),
        "releases": lambda info, **_: _releases(context),
        "pullRequest": lambda info, number: _pull(context, number),
        "pullRequests": lambda info, headRefName, **_: _pulls(context, headRefName),
    }  # fmt: skip


def _ref(context: ApiContext, qualified: str) -> dict[str, Any] | None:
    found = context.bare.qualified(qualified)
    if found is None:
        return None
    prefix, _, name = found.rpartition("/")
    commit = context.bare.commit(found) or ""
    return {"id": found, "name": name, "prefix": f"{prefix}/", "target": {"oid": commit}}


def _pull(context: ApiContext, number: int) -> dict[str, Any]:
    for pull in context.state.pulls:
        if pull.number == number:
            return json_pulls.node(context.state, pull)
    from graphql import GraphQLError

    raise GraphQLError(f"Could not resolve to a PullRequest with the number of {number}.")


def _pulls(context: ApiContext, branch: str) -> dict[str, Any]:
    """Newest first."""
    found = [pull for pull in reversed(context.state.pulls) if pull.branch == branch]
    return {"nodes": [json_pulls.node(context.state, pull) for pull in found]}


def _set_open(
    context: ApiContext, login: str, given: dict[str, str], opened: bool
) -> dict[str, Any]:
    """Close or reopen a pull request, and start the workflows that this triggers."""
    by_id = {node_id("PR", pull.number): pull for pull in context.state.pulls}
    pull = by_id.get(given["pullRequestId"])
    if pull is None:
        from graphql import GraphQLError

        number = given["pullRequestId"]
        raise GraphQLError(f"Could not resolve to a node with the global id of '{number}'.")
    pull.open = opened
    if opened:
        pulls.merge(context.bare, pull.number)
    context.events.pull_request_changed(login, pull, "reopened" if opened else "closed")
    return {"pullRequest": json_pulls.node(context.state, pull)}


def _releases(context: ApiContext) -> dict[str, Any]:
    """Newest first."""
    nodes = [_release(context, found) for found in reversed(context.state.releases)]
    return {"nodes": nodes, "pageInfo": {"hasNextPage": False, "endCursor": None}}


def _tagged(context: ApiContext, tag: str) -> dict[str, Any] | None:
    """Drafts, too: gh looks them up so (pkg/cmd/release/shared/fetch.go in cli/cli)."""
    return _release(context, next((r for r in context.state.releases if r.tag == tag), None))


def _release(context: ApiContext, found: Release | None) -> dict[str, Any] | None:
    if found is None:
        return None
    public = [r for r in context.state.releases if not r.draft and not r.prerelease]
    return {
        "databaseId": found.id, "isDraft": found.draft, "tagName": found.tag, "name": found.name,
        "isLatest": bool(public) and public[-1] is found, "isPrerelease": found.prerelease,
        "isImmutable": found.immutable, "immutable": found.immutable,
        "createdAt": timestamp(found.created_at), "publishedAt": timestamp(found.published_at),
        "url": json_releases.release(context.state, found)["html_url"],
    }  # fmt: skip
