"""Tidies up after runs that were killed: their processes first, then their folders."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

#: A sandbox's folder is `guide-PID-…`, PID being the process that owns it.
PREFIX = "guide-"


def new_root() -> Path:
    """A folder for one sandbox, named after this process."""
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))


def remove_stale() -> None:
    """Remove what belongs to processes that are gone; what lives is left alone."""
    for root in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = root.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            end_processes(root)
            shutil.rmtree(root, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end_processes(root: Path) -> None:
    """Kill every process that was started in the sandbox whose folder is `root`."""
    end_marked(f"TMPDIR={root}/")


def end_marked(mark: str) -> None:
    """Kill every other process that has `mark` in its environment, until there is none."""
    while pids := list(_marked(mark.encode())):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.005)


def _marked(mark: bytes) -> Iterator[int]:
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (entry / "environ").read_bytes() and int(entry.name) != os.getpid():
                yield int(entry.name)
