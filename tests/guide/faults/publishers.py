"""What an index knows of the project's publishers does not fit the run."""

from __future__ import annotations

import time

from tests.sandbox.actors import existing_releases
from tests.sandbox.pypi import publisher_registration
from tests.sandbox.pypi.state import PendingPublisher
from tests.sandbox.sandbox import Sandbox


def publisher_on_other_index(sandbox: Sandbox) -> None:
    """TestPyPI has no publisher: it was registered on PyPI only."""
    state = sandbox.indexes["testpypi"].state
    state.pending.clear()
    state.publishers.clear()


def workflow_renamed(sandbox: Sandbox) -> None:
    """The publisher is from the time when publish.yml was called release.yml."""
    _registered(sandbox).workflow = "release.yml"


def repository_renamed(sandbox: Sandbox) -> None:
    """The publisher is from the time when the repository had another name."""
    _registered(sandbox).repository = "hostfactory-plugin"


def owner_respelt(sandbox: Sandbox) -> None:
    """The publisher is from the time when the organization wrote itself with capitals."""
    _registered(sandbox).owner = "AWSLabs"


def publisher_environment_misspelt(sandbox: Sandbox) -> None:
    """The publisher was registered for test-pypi; the job runs in testpypi."""
    _registered(sandbox).environment = "test-pypi"


def blank_in_workflow_name(sandbox: Sandbox) -> None:
    """A blank came along when the file name was pasted into the form."""
    _registered(sandbox).workflow = " publish.yml"


def publisher_for_other_name(sandbox: Sandbox) -> None:
    """The pending publisher on TestPyPI is to create a project of another spelling."""
    _registered(sandbox).project_name = "open-host-factory-plugin"


def project_by_hand(sandbox: Sandbox) -> None:
    """The reader uploaded a first version to TestPyPI by hand; the pending publisher stays."""
    existing_releases.add_project(sandbox, "testpypi")
    sdist, _ = existing_releases.file_names(sandbox, "0.0.1")
    existing_releases.add_file(sandbox, "testpypi", "0.0.1", sdist, b"uploaded by hand")


def pending_publisher_expired(sandbox: Sandbox) -> None:
    """Nothing was published in the 31 days since the pending publishers were registered."""
    for index in sandbox.indexes.values():
        publisher_registration.expire_pending(index.state, time.time() + 31 * 86_400)


def _registered(sandbox: Sandbox) -> PendingPublisher:
    """The publisher that waits on TestPyPI."""
    (entry,) = sandbox.indexes["testpypi"].state.pending.values()
    return entry
