"""Commits and tags that somebody else puts onto main while the reader looks away."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests.sandbox.sandbox import Sandbox


def workflow_text(sandbox: Sandbox) -> str:
    """publish.yml as it is on main at GitHub."""
    return (sandbox.github.bare.file("refs/heads/main", PUBLISH) or "") + "\n"


def commit_workflow(sandbox: Sandbox, text: str, subject: str) -> None:
    """Put publish.yml's new text onto main."""
    commit_file(sandbox, PUBLISH, text, subject)


def rewrite_workflow(sandbox: Sandbox, subject: str, edit: Callable[[str], str]) -> None:
    """Put onto main what `edit` makes of publish.yml."""
    commit_workflow(sandbox, edit(workflow_text(sandbox)), subject)


def commit_file(
    sandbox: Sandbox, path: str, text: str | None, subject: str, branch: str = "main"
) -> None:
    """Put one file's text onto main, as a merged pull request does; None takes the file away.

    Another `branch` goes on from main.
    """

    def change(folder: Path) -> None:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink() if text is None else target.write_text(text)

    commit_change(sandbox, subject, change, branch)


def commit_change(
    sandbox: Sandbox, subject: str, change: Callable[[Path], object], branch: str = "main"
) -> None:
    """Put onto main, or onto a branch that goes on from it, what `change` does to a clone."""
    bare, environment = sandbox.github.bare, sandbox.environment
    scratch = bare.folder.with_suffix(".other")
    git(bare.folder.parent, environment, "clone", "-q", str(bare.folder), scratch.name)
    change(scratch)
    git(scratch, environment, "add", "--all")
    git(scratch, environment, "commit", "-q", "-m", subject)
    git(scratch, environment, "push", "-q", "origin", f"HEAD:refs/heads/{branch}")
    shutil.rmtree(scratch)


def replace_in(sandbox: Sandbox, path: str, subject: str, *changes: tuple[str, str]) -> None:
    """Put onto main a file with some of its text replaced. Raises ValueError if it is not there."""
    text = sandbox.github.bare.file("refs/heads/main", path) or ""
    for old, new in changes:
        if old not in text:
            raise ValueError(f"{path} on main has no {old!r}")
        text = text.replace(old, new, 1)
    commit_file(sandbox, path, text.rstrip("\n") + "\n", subject)


def tag(sandbox: Sandbox, name: str) -> None:
    """Tag main's newest commit, as somebody does who pushes a tag."""
    git(sandbox.github.bare.folder, sandbox.environment, "tag", name, "main")


def git(folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
    """Raises CalledProcessError when git refuses."""
    command = ["git", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
