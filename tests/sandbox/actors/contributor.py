"""Somebody without rights in the repository, who proposes a change from a fork."""

from __future__ import annotations

import shutil

from tests.sandbox.actors.commits import git
from tests.sandbox.github.state import Pull
from tests.sandbox.sandbox import Sandbox

LOGIN = "hostfactory-contributor"


def propose(sandbox: Sandbox, path: str, text: str, title: str) -> None:
    """Open a pull request from a contributor's fork that changes one file."""
    bare, environment = sandbox.github.bare, sandbox.environment
    number = len(sandbox.github.state.pulls) + 1
    scratch = bare.folder.with_suffix(".fork")
    git(bare.folder.parent, environment, "clone", "-q", str(bare.folder), scratch.name)
    (scratch / path).write_text(text)
    git(scratch, environment, "commit", "-q", "-a", "-m", title)
    git(scratch, environment, "push", "-q", "origin", f"HEAD:refs/pull/{number}/head")
    shutil.rmtree(scratch)
    sandbox.github.propose(Pull(number, title, LOGIN, "patch-1", fork=True))
