"""A contributor without write access, who opens a pull request from a fork."""

from __future__ import annotations

from tests.sandbox.actors.commits import push_change
from tests.sandbox.github.state import Pull
from tests.sandbox.sandbox import Sandbox

LOGIN = "hostfactory-contributor"


def propose(sandbox: Sandbox, path: str, text: str, title: str) -> None:
    """Open a pull request that replaces the text of one file.

    The reader looks at it later, when its runs are in the lists.
    """
    state = sandbox.github.state
    number, before = len(state.pulls) + 1, len(state.runs)
    ref = f"refs/pull/{number}/head"
    push_change(sandbox, ref, title, lambda folder: (folder / path).write_text(text))
    sandbox.github.propose(Pull(number, title, LOGIN, "patch-1", fork=True))
    for run in state.runs[before:]:
        run.created_at -= state.listing_delay
