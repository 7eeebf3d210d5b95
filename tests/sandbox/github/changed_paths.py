"""The paths that a push or a pull request has changed, as filters of paths count them.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#git-diff-comparisons
"""

from __future__ import annotations

from tests.sandbox.github.bare_repository import Bare

_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def of_push(bare: Bare, before: str | None, commit: str) -> list[str]:
    """Between the two commits; of a new branch, since it left main."""
    start = before or _fork_point(bare, commit)
    return bare.git("diff", "--name-only", start, commit).splitlines()


def of_pull(bare: Bare, number: int) -> list[str]:
    """Between the head and where it left main."""
    head = bare.git("rev-parse", f"refs/pull/{number}/head")
    return bare.git("diff", "--name-only", _fork_point(bare, head), head).splitlines()


def _fork_point(bare: Bare, commit: str) -> str:
    main = bare.commit("HEAD")
    if main in (None, commit):
        return _EMPTY_TREE
    return bare.git("merge-base", str(main), commit)
