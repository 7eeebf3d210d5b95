"""A pull request as JSON: the payload of its webhook event, and its GraphQL node."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.json_accounts import account
from tests.sandbox.github.json_repository import repository
from tests.sandbox.github.json_values import WEB, node_id
from tests.sandbox.github.state import Pull, State


def event(state: State, bare: Bare, pull: Pull, action: str) -> dict[str, Any]:
    """The part of the webhook's payload that workflows read."""
    head = _side(_fork(state, pull), pull.branch, bare.commit(f"refs/pull/{pull.number}/head"))
    base = _side(repository(state), "main", bare.commit("refs/heads/main"))
    shown = {
        "number": pull.number, "title": pull.title, "state": "open" if pull.open else "closed",
        "user": account(state.users[pull.author]), "head": head, "base": base,
        "draft": False, "merged": False, "html_url": _web_url(state, pull),
    }  # fmt: skip
    return {"action": action, "number": pull.number, "pull_request": shown}


def _side(repository: dict[str, Any], branch: str, commit: str | None) -> dict[str, Any]:
    owner = repository["owner"]
    label = f"{owner['login']}:{branch}"
    return {"label": label, "ref": branch, "sha": commit, "user": owner, "repo": repository}


def _fork(state: State, pull: Pull) -> dict[str, Any]:
    """The repository that holds the head: the author's fork, or this one."""
    whole = repository(state)
    if not pull.fork:
        return whole
    name, owner = f"{pull.author}/{state.repository}", state.users[pull.author]
    renamed = {
        key: value.replace(state.full_name, name) if isinstance(value, str) else value
        for key, value in whole.items()
    }
    number = state.repository_id + owner.id
    own = {"id": number, "node_id": node_id("R", number), "fork": True, "owner": account(owner)}
    return {**renamed, **own}


def node(state: State, pull: Pull) -> dict[str, Any]:
    """The `PullRequest` of GraphQL."""
    owner = state.users[pull.author] if pull.fork else state.owner
    repository = {
        "name": state.repository,
        "owner": {"__typename": owner.kind, "login": owner.login},
    }
    return {
        "id": node_id("PR", pull.number), "number": pull.number, "title": pull.title,
        "state": "OPEN" if pull.open else "CLOSED", "isCrossRepository": pull.fork,
        "headRefName": pull.branch, "headRepository": repository, "url": _web_url(state, pull),
    }  # fmt: skip


def _web_url(state: State, pull: Pull) -> str:
    return f"{WEB}/{state.full_name}/pull/{pull.number}"
