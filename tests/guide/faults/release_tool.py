"""Faults of a project that a release tool releases: the real one finds nothing to release."""

from __future__ import annotations

from pathlib import Path

from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits, existing_releases
from tests.sandbox.sandbox import Sandbox

_SETTINGS = """\

[tool.semantic_release]
allow_zero_version = true
major_on_zero = false
"""


@mended_by(run_published("pypi"), told_as=("`Better words for the reader`",))
def no_commit_that_counts(sandbox: Sandbox) -> None:
    """0.1.0 is on PyPI, and no commit since then has a type that asks for a release."""
    _release_by_tool(sandbox)
    _commit(sandbox, "Better words for the reader")


@mended_by(run_published("pypi"), told_as=("`fix: a limit for each request`",))
def tag_beside_main(sandbox: Sandbox) -> None:
    """A fix is on main, and somebody has tagged another branch with the version that comes next."""
    _release_by_tool(sandbox)
    _commit(sandbox, "fix: a limit for each request")
    commits.push_change(sandbox, "refs/tags/v0.1.1", "Try the next release out", _edit)


def _release_by_tool(sandbox: Sandbox) -> None:
    """Give the project the settings of python-semantic-release, and the release 0.1.0."""

    def change(folder: Path) -> None:
        path = folder / "pyproject.toml"
        path.write_text(path.read_text() + _SETTINGS)

    commits.commit_change(sandbox, "Let a tool make the releases", change)
    commits.tag(sandbox, "v0.1.0")
    existing_releases.convert_pending_publishers(sandbox, "pypi")
    existing_releases.add_version(sandbox, "pypi", "0.1.0", b"the release before")


def _commit(sandbox: Sandbox, subject: str) -> None:
    commits.commit_change(sandbox, subject, _edit)


def _edit(folder: Path) -> None:
    path = folder / "README.md"
    path.write_text(path.read_text() + "\nIt has a limit for each request.\n")
