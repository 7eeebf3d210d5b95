"""Faults that a reader meets after publishing, when they install the new version."""

from __future__ import annotations

from pathlib import Path

from tests.guide.remedies.on_index import wheel_published
from tests.guide.remedies.remedy import ENVIRONMENTS, all_of, mended_by
from tests.guide.remedies.results import installed
from tests.guide.remedies.runs import run_published
from tests.guide.remedies.traces import newer_pythons_admitted
from tests.sandbox import command
from tests.sandbox.actors import commits, existing_releases, manual_uploads
from tests.sandbox.pypi import page_cache
from tests.sandbox.sandbox import Sandbox

_RELEASED = ("publish/release.md",)
#: What a page does first that releases to a project on PyPI.
_FOR_PYPI = ("setup/pypi.md", ENVIRONMENTS)
_RELEASE_PUBLISHED = run_published("pypi")
#: Requests after an upload to which the caches of PyPI show the page from before.
_STALE_REQUESTS = 5


@mended_by(installed(".from-pypi", "0.1.1", after=_RELEASED), told_as=("in the last ten minutes",))
def page_kept_by_installers(sandbox: Sandbox) -> None:
    """pip and uv looked the project up; then 0.1.1 was published."""
    package = sandbox.facts.package
    command.check(sandbox.run("python3", "-m", "pip", "index", "versions", package))
    command.check(sandbox.run("uvx", "--from", package, "ohfp", "--version"))
    manual_uploads.upload(sandbox, "pypi", manual_uploads.build(sandbox, "0.1.1"))


@mended_by(installed(".from-pypi", "0.1.1", after=_RELEASED), told_as=("a limit",))
def page_kept_by_caches(sandbox: Sandbox) -> None:
    """0.1.1 was published, and PyPI's caches still show the page from before."""
    built = manual_uploads.build(sandbox, "0.1.1")
    project = existing_releases.project(sandbox, "pypi")
    page_cache.keep(sandbox.indexes["pypi"].state, project, _STALE_REQUESTS)
    manual_uploads.upload(sandbox, "pypi", built)


@mended_by(
    all_of([wheel_published("pypi", "0.1.1", "{module}/cli.py"), _RELEASE_PUBLISHED], _FOR_PYPI)
)
def folder_moved(sandbox: Sandbox) -> None:
    """Somebody moves the package out of src/, where hatchling is told to look; 0.1.0 is on PyPI."""
    module = sandbox.facts.module

    def change(folder: Path) -> None:
        (folder / "src" / module).rename(folder / module)

    commits.commit_change(sandbox, "Move the package to the top", change)
    command.check(sandbox.run("git", "pull", "--quiet", "--ff-only"))
    existing_releases.convert_pending_publishers(sandbox, "pypi")
    manual_uploads.upload(sandbox, "pypi", manual_uploads.build(sandbox, "0.1.0"))


@mended_by(
    all_of(
        [
            installed(".from-pypi", "0.1.2").also(newer_pythons_admitted("pypi", "0.1.2")),
            _RELEASE_PUBLISHED,
        ],
        _FOR_PYPI,
    )
)
def python_capped(sandbox: Sandbox) -> None:
    """0.1.1 is on PyPI, and says that it needs a Python below 3.11, which nobody here has."""
    existing_releases.convert_pending_publishers(sandbox, "pypi")
    manual_uploads.upload(sandbox, "pypi", manual_uploads.build(sandbox, "0.1.0"))
    capped = 'requires-python = ">=3.9"', 'requires-python = ">=3.9,<3.11"'
    commits.replace_in(sandbox, "pyproject.toml", "Say which Pythons are tested", capped)
    command.check(sandbox.run("git", "pull", "--quiet", "--ff-only"))
    manual_uploads.upload(sandbox, "pypi", manual_uploads.build(sandbox, "0.1.1"))
