"""Sandboxes of runs that were killed: their processes are ended, their folders removed."""

from __future__ import annotations

from pathlib import Path

from tests.terminal import processes
from tests.terminal.held_folder import HeldFolder, remove_abandoned

PREFIX = "guide-sandbox-"


def new_folder() -> HeldFolder:
    """The folder of a new sandbox."""
    return HeldFolder(PREFIX)


def remove_stale() -> None:
    """Remove all sandboxes whose process was killed; those in use stay."""
    remove_abandoned(PREFIX, before=end_processes)


def end_processes(root: Path) -> None:
    """Kill the processes that were started in the sandbox at `root`, two seconds long at most.

    The variable TMPDIR marks them: each sandbox has its own, and programs pass it on.
    """
    processes.end(lambda: processes.marked(f"TMPDIR={root / 'tmp'}"))
