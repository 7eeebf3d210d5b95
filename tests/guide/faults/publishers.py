"""Faults in the trusted publishers that an index has registered for the project."""

from __future__ import annotations

import time

from overrides.hooks.facts.identity import identity_of
from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import existing_releases
from tests.sandbox.pypi import pending_publishers
from tests.sandbox.pypi.state import PendingPublisher
from tests.sandbox.sandbox import Sandbox


@mended_by(run_published("testpypi"), told_as=("`test.pypi.org` is TestPyPI",))
def publisher_on_other_index(sandbox: Sandbox) -> None:
    """The publisher was registered on PyPI only, so TestPyPI has none."""
    state = sandbox.indexes["testpypi"].state
    state.pending.clear()
    state.publishers.clear()


@mended_by(run_published("testpypi"), told_as=("`release.yml`",))
def workflow_renamed(sandbox: Sandbox) -> None:
    """The publisher was registered when the workflow was still called release.yml."""
    _pending_publisher(sandbox).workflow = "release.yml"


@mended_by(run_published("testpypi"), told_as=("`name-from-before`",))
def repository_renamed(sandbox: Sandbox) -> None:
    """The publisher was registered when the repository had another name."""
    _pending_publisher(sandbox).repository = "name-from-before"


@mended_by(run_published("testpypi"), told_as=("`{owner_respelt}`",))
def owner_respelt(sandbox: Sandbox) -> None:
    """The publisher was registered when the organization's name had other capitals."""
    _pending_publisher(sandbox).owner = identity_of(sandbox.facts).filled("{owner_respelt}")


@mended_by(run_published("testpypi"), told_as=("`test-pypi`",))
def publisher_environment_misspelt(sandbox: Sandbox) -> None:
    """The publisher names the environment test-pypi; the job runs in another one."""
    _pending_publisher(sandbox).environment = "test-pypi"


@mended_by(run_published("testpypi"), told_as=("a blank",))
def blank_in_workflow_name(sandbox: Sandbox) -> None:
    """The file name was pasted into the form with a leading blank."""
    _pending_publisher(sandbox).workflow = f" {sandbox.facts.workflow.file}"


@mended_by(run_published("testpypi"), told_as=("a space stands before it",))
def space_in_environment(sandbox: Sandbox) -> None:
    """The environment was pasted with a leading space, before the form refused one."""
    publisher = _pending_publisher(sandbox)
    publisher.environment = f" {publisher.environment}"


@mended_by(run_published("testpypi"))
def publisher_for_other_name(sandbox: Sandbox) -> None:
    """The pending publisher on TestPyPI is for the project's name with an `s` too many."""
    _pending_publisher(sandbox).project_name = identity_of(sandbox.facts).filled("{package}s")


@mended_by(run_published("testpypi"))
def project_by_hand(sandbox: Sandbox) -> None:
    """The reader uploaded a first version to TestPyPI by hand; the pending publisher remains."""
    existing_releases.add_project(sandbox, "testpypi")
    sdist, _ = existing_releases.file_names(sandbox, "0.0.1")
    existing_releases.add_file(sandbox, "testpypi", "0.0.1", sdist, b"uploaded by hand")


@mended_by(run_published("testpypi"), told_as=("30 days",))
def pending_publisher_expired(sandbox: Sandbox) -> None:
    """Nothing was published within 31 days, so the pending publishers have expired."""
    for index in sandbox.indexes.values():
        pending_publishers.expire(index.state, time.time() + 31 * 86_400)


def _pending_publisher(sandbox: Sandbox) -> PendingPublisher:
    """The only pending publisher on TestPyPI."""
    (publisher,) = sandbox.indexes["testpypi"].state.pending.values()
    return publisher
