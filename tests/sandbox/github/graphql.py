"""GraphQL as `gh` uses it: graphql-core executes GitHub's own field names over our state."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from . import pulls, setting_shapes, shapes
from .call import Call, Handler
from .hub import Hub
from .state import Account, Release

if TYPE_CHECKING:
    from graphql import GraphQLSchema


def answering(hub: Hub) -> Handler:
    """A handler; what the schema lacks is an error with GraphQL's own words."""

    def answer(call: Call) -> Response:
        from graphql import graphql_sync  # 0.2 s that many a sandbox never needs

        root = {
            "repository": lambda info, owner, name: _repository(hub, owner, name),
            "viewer": lambda info: _owner(hub.state.users[call.login]),
            "closePullRequest": lambda info, input: _turn(hub, call.login, input, False),
            "reopenPullRequest": lambda info, input: _turn(hub, call.login, input, True),
        }
        query, variables = str(call.body.get("query", "")), call.body.get("variables")
        result = graphql_sync(_schema(), query, root, variable_values=variables)
        return JSONResponse(result.formatted)

    return answer


@cache
def _schema() -> GraphQLSchema:
    from graphql import build_schema

    return build_schema((Path(__file__).parent / "schema.graphql").read_text())


def _owner(account: Account) -> dict[str, Any]:
    node = shapes.node_id("U", account.id)
    return {"__typename": account.kind, "id": node, "login": account.login, "name": account.login}


def _repository(hub: Hub, owner: str, name: str) -> dict[str, Any]:
    state = hub.state
    if f"{owner}/{name}".lower() != state.full_name.lower():
        from graphql import GraphQLError

        raise GraphQLError(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
    whole = shapes.repository(state)
    return {
        "id": whole["node_id"], "databaseId": state.repository_id, "name": state.repository,
        "nameWithOwner": state.full_name, "description": None, "url": whole["html_url"],
        "owner": _owner(state.owner), "sshUrl": whole["ssh_url"], "isPrivate": False,
        "isFork": False, "visibility": "PUBLIC", "hasIssuesEnabled": True, "hasWikiEnabled": True,
        "viewerPermission": "ADMIN", "defaultBranchRef": _ref(hub, "refs/heads/main"),
        "parent": None, "mergeCommitAllowed": True, "rebaseMergeAllowed": True,
        "squashMergeAllowed": True, "ref": lambda info, qualifiedName: _ref(hub, qualifiedName),
        "release": lambda info, tagName: _release(hub, state.release(tagName)),
        "releases": lambda info, **_: _releases(hub),
        "pullRequest": lambda info, number: _pull(hub, number),
        "pullRequests": lambda info, headRefName, **_: _pulls(hub, headRefName),
    }  # fmt: skip


def _ref(hub: Hub, qualified: str) -> dict[str, Any] | None:
    found = hub.bare.qualified(qualified)
    if found is None:
        return None
    prefix, _, name = found.rpartition("/")
    commit = hub.bare.commit(found) or ""
    return {"id": found, "name": name, "prefix": f"{prefix}/", "target": {"oid": commit}}


def _pull(hub: Hub, number: int) -> dict[str, Any]:
    for pull in hub.state.pulls:
        if pull.number == number:
            return pulls.node(hub.state, pull)
    from graphql import GraphQLError

    raise GraphQLError(f"Could not resolve to a PullRequest with the number of {number}.")


def _pulls(hub: Hub, branch: str) -> dict[str, Any]:
    found = [pull for pull in reversed(hub.state.pulls) if pull.branch == branch]
    return {"nodes": [pulls.node(hub.state, pull) for pull in found]}


def _turn(hub: Hub, login: str, given: dict[str, str], opened: bool) -> dict[str, Any]:
    """Closes or reopens one; GitHub then tells its workflows."""
    nodes = {pulls.node(hub.state, pull)["id"]: pull for pull in hub.state.pulls}
    pull = nodes[given["pullRequestId"]]
    pull.open = opened
    if opened:
        pulls.merge(hub.bare, pull.number)
    hub.events.pulled(login, pull, "reopened" if opened else "closed")
    return {"pullRequest": pulls.node(hub.state, pull)}


def _releases(hub: Hub) -> dict[str, Any]:
    nodes = [_release(hub, found) for found in reversed(hub.state.releases)]
    return {"nodes": nodes, "pageInfo": {"hasNextPage": False, "endCursor": None}}


def _release(hub: Hub, found: Release | None) -> dict[str, Any] | None:
    if found is None:
        return None
    public = [r for r in hub.state.releases if not r.draft and not r.prerelease]
    return {
        "databaseId": found.id, "isDraft": found.draft, "tagName": found.tag, "name": found.name,
        "isLatest": bool(public) and public[-1] is found, "isPrerelease": found.prerelease,
        "isImmutable": False, "immutable": False, "createdAt": shapes.moment(found.created_at),
        "publishedAt": shapes.moment(found.published_at),
        "url": setting_shapes.release(hub.state, found)["html_url"],
    }  # fmt: skip
