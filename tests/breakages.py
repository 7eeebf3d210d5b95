"""The ways to spoil a healthy world, one small function each; troubleshooting pages name them."""

from __future__ import annotations

from collections.abc import Callable

from .sandbox import tampering
from .sandbox.world import Sandbox

Breakage = Callable[[Sandbox], None]


def publisher_on_other_index(sandbox: Sandbox) -> None:
    """TestPyPI has no publisher: it was registered on PyPI only."""
    state = sandbox.indexes["testpypi"].state
    state.pending.clear()
    state.publishers.clear()


def drop_id_token(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI loses its permission to prove who it is."""
    head, job, tail = tampering.workflow_text(sandbox).partition("  publish-testpypi:\n")
    granted = tail[tail.index("    permissions:\n") : tail.index("    steps:\n")]
    text = head + job + tail.replace(granted, "", 1)
    tampering.commit_workflow(sandbox, text, "Tidy the permissions up")


def version_published_already(sandbox: Sandbox) -> None:
    """Somebody uploaded 0.1.1 from a laptop before the release of that name."""
    for ending in (".tar.gz", "-py3-none-any.whl"):
        name = f"open_hostfactory_plugin-0.1.1{ending}"
        tampering.add_file(sandbox, "pypi", "0.1.1", name, b"built on somebody's laptop")


def token_of_other_index(sandbox: Sandbox) -> None:
    """The token in the reader's hand was made on PyPI, not on TestPyPI."""
    fields = {"Token name": "uploads by hand", "Scope": "Entire account (all projects)"}
    sandbox.browser.submit("https://pypi.org/manage/account/token/", fields)


BREAKAGES: dict[str, Breakage] = {
    "publisher-on-other-index": publisher_on_other_index,
    "drop-id-token": drop_id_token,
    "version-published-already": version_published_already,
    "token-of-other-index": token_of_other_index,
}
