"""Commits and tags that another maintainer pushes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests.sandbox import command
from tests.sandbox.sandbox import Sandbox


def workflow_text(sandbox: Sandbox) -> str:
    """The text of publish.yml on main at GitHub."""
    return (sandbox.github.bare.file("refs/heads/main", PUBLISH) or "") + "\n"


def commit_workflow(sandbox: Sandbox, text: str, subject: str) -> None:
    """Replace the text of publish.yml on main."""
    commit_file(sandbox, PUBLISH, text, subject)


def rewrite_workflow(sandbox: Sandbox, subject: str, edit: Callable[[str], str]) -> None:
    """Replace the text of publish.yml on main by what `edit` returns for it."""
    commit_workflow(sandbox, edit(workflow_text(sandbox)), subject)


def commit_file(
    sandbox: Sandbox, path: str, text: str | None, subject: str, branch: str = "main"
) -> None:
    """Replace the text of one file, as a merged pull request does; None deletes the file.

    A `branch` other than main is created from main.
    """

    def change(folder: Path) -> None:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink() if text is None else target.write_text(text)

    commit_change(sandbox, subject, change, branch)


def commit_change(
    sandbox: Sandbox, subject: str, change: Callable[[Path], object], branch: str = "main"
) -> None:
    """Push the changes that `change` makes in a clone of main.

    A `branch` other than main is created from main.
    """
    push_change(sandbox, f"refs/heads/{branch}", subject, change)


def push_change(sandbox: Sandbox, ref: str, subject: str, change: Callable[[Path], object]) -> None:
    """Push to `ref` one commit on top of main, with the changes that `change` makes in a clone."""
    bare, environment = sandbox.github.bare, sandbox.environment
    scratch = bare.folder.with_suffix(".scratch")
    _git(bare.folder.parent, environment, "clone", "-q", str(bare.folder), scratch.name)
    change(scratch)
    _git(scratch, environment, "add", "--all")
    _git(scratch, environment, "commit", "-q", "-m", subject)
    _git(scratch, environment, "push", "-q", "origin", f"HEAD:{ref}")
    shutil.rmtree(scratch)


def replace_in(sandbox: Sandbox, path: str, subject: str, *changes: tuple[str, str]) -> None:
    """Replace parts of a file on main, the first occurrence of each.

    Raises:
        ValueError: a part is not in the file; nothing is committed.
    """
    text = sandbox.github.bare.file("refs/heads/main", path) or ""
    for old, new in changes:
        if old not in text:
            raise ValueError(f"{path} on main has no {old!r}")
        text = text.replace(old, new, 1)
    commit_file(sandbox, path, text.rstrip("\n") + "\n", subject)


def tag(sandbox: Sandbox, name: str) -> None:
    """Tag the newest commit of main."""
    _git(sandbox.github.bare.folder, sandbox.environment, "tag", name, "main")


def _git(folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
    command.run(["git", *arguments], folder=folder, environment=environment)
