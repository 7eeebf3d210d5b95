"""Pull requests: what is proposed, the merge that GitHub keeps of it, and how events tell of it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.sandbox.github import json_repository
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.state import Pull, State

#: What starts a workflow whose trigger names no `types` (docs: "Events that trigger workflows").
USUAL = ("opened", "synchronize", "reopened")
_IDENTITY = ("-c", "user.name=GitHub", "-c", "user.email=noreply@github.com")


def merge(bare: Bare, number: int) -> None:
    """Makes refs/pull/N/merge anew: main as it is now, with what is proposed.

    Raises:
        subprocess.CalledProcessError: it conflicts; GitHub then starts no `pull_request` run.
    """
    head = bare.git("rev-parse", f"refs/pull/{number}/head")
    with TemporaryDirectory() as scratch:
        _git(Path(scratch), "clone", "-q", "--shared", "-b", "main", str(bare.folder), ".")
        subject = f"Merge {head} into {bare.commit('refs/heads/main')}"
        _git(Path(scratch), *_IDENTITY, "merge", "-q", "--no-ff", "-m", subject, head)
        _git(Path(scratch), "push", "-q", "-f", "origin", f"HEAD:refs/pull/{number}/merge")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def event(state: State, bare: Bare, pull: Pull, action: str) -> dict[str, Any]:
    """What a run reads of it: the part of the webhook's payload that workflows ask for."""
    head = _side(_fork(state, pull), pull.branch, bare.commit(f"refs/pull/{pull.number}/head"))
    base = _side(json_repository.repository(state), "main", bare.commit("refs/heads/main"))
    user = json_repository.account(state.users[pull.author])
    shown = {
        "number": pull.number, "title": pull.title, "state": "open" if pull.open else "closed",
        "user": user, "head": head, "base": base, "draft": False, "merged": False,
        "html_url": f"{json_repository.WEB}/{state.full_name}/pull/{pull.number}",
    }  # fmt: skip
    return {"action": action, "number": pull.number, "pull_request": shown}


def _side(repository: dict[str, Any], branch: str, commit: str | None) -> dict[str, Any]:
    owner = repository["owner"]
    label = f"{owner['login']}:{branch}"
    return {"label": label, "ref": branch, "sha": commit, "user": owner, "repo": repository}


def _fork(state: State, pull: Pull) -> dict[str, Any]:
    """The author's copy of the repository; their own when they have none."""
    whole = json_repository.repository(state)
    if not pull.fork:
        return whole
    name, owner = f"{pull.author}/{state.repository}", state.users[pull.author]
    kept = {key: _moved(value, state.full_name, name) for key, value in whole.items()}
    number = state.repository_id + owner.id
    return {**kept, "id": number, "node_id": json_repository.node_id("R", number), "fork": True,
            "owner": json_repository.account(owner)}  # fmt: skip


def _moved(value: Any, old: str, new: str) -> Any:
    return value.replace(old, new) if isinstance(value, str) else value


def head(payload: Mapping[str, Any], event: str) -> Mapping[str, Any] | None:
    """The proposing side of a `pull_request` run, which GitHub lists under its branch."""
    side = payload["pull_request"]["head"] if event == "pull_request" else None
    return side if isinstance(side, dict) else None


def refs(payload: Mapping[str, Any]) -> dict[str, str]:
    """The claims about a pull request's branches, empty for any other event."""
    pull = payload.get("pull_request")
    sides = ("base", "head")
    return {f"{side}_ref": str(pull[side]["ref"]) if pull else "" for side in sides}


def from_fork(payload: Mapping[str, Any], event: str) -> bool:
    """Whether it is the run of a fork, which gets no secrets and no OIDC token."""
    side = head(payload, event)
    return side is not None and bool(side["repo"]["fork"])


def node(state: State, pull: Pull) -> dict[str, Any]:
    """As GraphQL shows it."""
    owner = state.users[pull.author] if pull.fork else state.owner
    repository = {
        "name": state.repository,
        "owner": {"__typename": owner.kind, "login": owner.login},
    }
    return {
        "id": json_repository.node_id("PR", pull.number),
        "number": pull.number, "title": pull.title,
        "state": "OPEN" if pull.open else "CLOSED", "isCrossRepository": pull.fork,
        "headRefName": pull.branch, "headRepository": repository,
        "url": f"{json_repository.WEB}/{state.full_name}/pull/{pull.number}",
    }  # fmt: skip
