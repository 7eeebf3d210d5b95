"""Somebody changed publish.yml on main."""

from __future__ import annotations

from ..sandbox import tampering
from ..sandbox.world import Sandbox


def drop_id_token(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI loses its permission to prove who it is."""
    head, job, tail = tampering.workflow_text(sandbox).partition("  publish-testpypi:\n")
    granted = tail[tail.index("    permissions:\n") : tail.index("    steps:\n")]
    text = head + job + tail.replace(granted, "", 1)
    tampering.commit_workflow(sandbox, text, "Tidy the permissions up")
