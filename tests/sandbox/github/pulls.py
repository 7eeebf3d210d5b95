"""Pull requests: the merge commit that GitHub makes, and the parts of a run's payload."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.sandbox import command
from tests.sandbox.github.bare_repository import Bare

#: The actions that start a trigger without `types` (docs: "Events that trigger workflows").
DEFAULT_TYPES = ("opened", "synchronize", "reopened")
_IDENTITY = ("-c", "user.name=GitHub", "-c", "user.email=noreply@github.com")


def merge(bare: Bare, number: int) -> None:
    """Recreate refs/pull/N/merge from the current main and the head of the pull request.

    Raises:
        CommandError: a conflict; GitHub then starts no `pull_request` run.
    """
    head = bare.git("rev-parse", f"refs/pull/{number}/head")
    with TemporaryDirectory() as scratch:
        _git(Path(scratch), "clone", "-q", "--shared", "-b", "main", str(bare.folder), ".")
        subject = f"Merge {head} into {bare.commit('refs/heads/main')}"
        _git(Path(scratch), *_IDENTITY, "merge", "-q", "--no-ff", "-m", subject, head)
        _git(Path(scratch), "push", "-q", "-f", "origin", f"HEAD:refs/pull/{number}/merge")


def _git(folder: Path, *arguments: str) -> None:
    command.run(["git", *arguments], folder=folder)


def head(payload: Mapping[str, Any], event: str) -> Mapping[str, Any] | None:
    """The head of a `pull_request` run, under whose branch GitHub lists it; None for others."""
    side = payload["pull_request"]["head"] if event == "pull_request" else None
    return side if isinstance(side, dict) else None


def refs(payload: Mapping[str, Any]) -> dict[str, str]:
    """The OIDC claims `base_ref` and `head_ref`; empty strings without a pull request."""
    pull = payload.get("pull_request")
    sides = ("base", "head")
    return {f"{side}_ref": str(pull[side]["ref"]) if pull else "" for side in sides}


def from_fork(payload: Mapping[str, Any], event: str) -> bool:
    """Whether the run belongs to a fork's pull request and gets no secrets and no OIDC token."""
    side = head(payload, event)
    return side is not None and bool(side["repo"]["fork"])
