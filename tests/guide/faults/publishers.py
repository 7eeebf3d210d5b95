"""Faults in the trusted publishers that an index has registered for the project."""

from __future__ import annotations

import time

from overrides.hooks.facts.identity import identity_of
from tests.guide.remedies.both_services import (
    SET_UP,
    published_and_registered,
    published_to_both,
)
from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import existing_releases
from tests.sandbox.pypi import pending_publishers
from tests.sandbox.pypi.state import PendingPublisher
from tests.sandbox.sandbox import Sandbox


@mended_by(run_published("testpypi"), after=SET_UP, told_as=("`test.pypi.org` is TestPyPI",))
def publisher_on_other_index(sandbox: Sandbox) -> None:
    """The publisher was registered on PyPI only, so TestPyPI has none."""
    state = sandbox.indexes["testpypi"].state
    state.pending.clear()
    state.publishers.clear()


@mended_by(published_and_registered(), told_as=("`release.yml`",))
def workflow_renamed(sandbox: Sandbox) -> None:
    """The publishers were registered when the workflow was still called release.yml."""
    for publisher in _pending_publishers(sandbox):
        publisher.workflow = "release.yml"


@mended_by(published_and_registered(), told_as=("`name-from-before`",))
def repository_renamed(sandbox: Sandbox) -> None:
    """The publishers were registered when the repository had another name."""
    for publisher in _pending_publishers(sandbox):
        publisher.repository = "name-from-before"


@mended_by(published_and_registered(), told_as=("`{owner_respelt}`",))
def owner_respelt(sandbox: Sandbox) -> None:
    """The publishers were registered when the organization's name had other capitals."""
    for publisher in _pending_publishers(sandbox):
        publisher.owner = identity_of(sandbox.facts).filled("{owner_respelt}")


@mended_by(published_and_registered(), told_as=("`test-pypi`",))
def publisher_environment_misspelt(sandbox: Sandbox) -> None:
    """TestPyPI's publisher names the environment test-pypi, PyPI's names py-pi; no job has them."""
    for_pypi, for_testpypi = _pending_publishers(sandbox)
    for_pypi.environment, for_testpypi.environment = "py-pi", "test-pypi"


@mended_by(published_and_registered(), told_as=("a blank",))
def blank_as_environment(sandbox: Sandbox) -> None:
    """A blank was typed as the environment, and the forms accepted it."""
    for publisher in _pending_publishers(sandbox):
        publisher.environment = " "


@mended_by(published_to_both(only_project=True))
def publisher_for_other_name(sandbox: Sandbox) -> None:
    """The pending publishers are for the project's name with an `s` too many."""
    for publisher in _pending_publishers(sandbox):
        publisher.project_name = identity_of(sandbox.facts).filled("{package}s")


@mended_by(published_to_both())
def project_by_hand(sandbox: Sandbox) -> None:
    """The reader uploaded a first version by hand; the pending publishers remain."""
    sdist, _ = existing_releases.file_names(sandbox, "0.0.1")
    for site in sandbox.indexes:
        existing_releases.add_project(sandbox, site)
        existing_releases.add_file(sandbox, site, "0.0.1", sdist, b"uploaded by hand")


@mended_by(published_and_registered(), told_as=("30 days",))
def pending_publisher_expired(sandbox: Sandbox) -> None:
    """Nothing was published within 31 days, so the pending publishers have expired."""
    for index in sandbox.indexes.values():
        pending_publishers.expire(index.state, time.time() + 31 * 86_400)


def _pending_publishers(sandbox: Sandbox) -> tuple[PendingPublisher, PendingPublisher]:
    """The only pending publisher on PyPI, then the only one on TestPyPI."""
    (one,), (two,) = (sandbox.indexes[x].state.pending.values() for x in ("pypi", "testpypi"))
    return one, two
