"""What an index knows of the project and its publishers does not fit the run."""

from __future__ import annotations

from ..sandbox import tampering
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
