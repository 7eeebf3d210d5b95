"""Tidies up after runs that were killed: their processes first, then their folders."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

#: A sandbox's folder is `guide-PID-…`, PID being the process that owns it.
PREFIX = "guide-"


def new_root() -> Path:
    """A folder for one sandbox, named after this process."""
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))


def sweep() -> None:
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
    """Kill every process of ours whose environment names `root` as the sandbox that it runs in."""
    for pid in _inside(root):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _inside(root: Path) -> Iterator[int]:
    mark = f"TMPDIR={root}/".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (entry / "environ").read_bytes() and int(entry.name) != os.getpid():
                yield int(entry.name)
