"""What an index knows of the project and its publishers does not fit the run."""

from __future__ import annotations

from ..sandbox import tampering
from ..sandbox.pypi.state import PendingPublisher
from ..sandbox.world import Sandbox


def publisher_on_other_index(sandbox: Sandbox) -> None:
    """TestPyPI has no publisher: it was registered on PyPI only."""
    state = sandbox.indexes["testpypi"].state
    state.pending.clear()
    state.publishers.clear()


def version_published_already(sandbox: Sandbox) -> None:
    """Somebody uploaded 0.1.1 from a laptop before the release of that name."""
    for ending in (".tar.gz", "-py3-none-any.whl"):
        name = f"open_hostfactory_plugin-0.1.1{ending}"
        tampering.add_file(sandbox, "pypi", "0.1.1", name, b"built on somebody's laptop")


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


def _registered(sandbox: Sandbox) -> PendingPublisher:
    """The publisher that waits on TestPyPI."""
    (entry,) = sandbox.indexes["testpypi"].state.pending.values()
    return entry
