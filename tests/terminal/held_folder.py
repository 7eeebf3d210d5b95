"""Temporary folders that a process locks, and the removal of abandoned ones."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.terminal.whole_file import HOUR

_LOCK = "lock"
#: The prefix of a folder whose lock is not taken yet; `remove_abandoned` leaves it for an hour.
_UNLOCKED = "new-"


class HeldFolder:
    """A new folder whose name begins with `prefix`, held until `remove()` or the process's end.

    The kernel releases the lock (flock(2)) of a killed process. A process id is not enough: two
    containers that share a temporary folder number their processes separately.
    """

    def __init__(self, prefix: str) -> None:
        unlocked = Path(tempfile.mkdtemp(prefix=f"{_UNLOCKED}{prefix}"))
        self._lock = os.open(unlocked / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.path = unlocked.rename(unlocked.with_name(unlocked.name.removeprefix(_UNLOCKED)))

    def remove(self) -> None:
        _remove(self.path)
        os.close(self._lock)


def _nothing(folder: Path) -> None:
    return None


def remove_abandoned(prefix: str, before: Callable[[Path], object] = _nothing) -> None:
    """Remove the held folders of processes that were killed; call `before` with each one first.

    A folder without a lock file is not a held folder and is not removed.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_UNLOCKED}{prefix}*"):
        with suppress(OSError):
            if abs(time.time() - folder.stat().st_mtime) > HOUR:
                shutil.rmtree(folder, ignore_errors=True)
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            before(folder)
            _remove(folder)
        except BlockingIOError:
            pass
        finally:
            os.close(lock)


def _remove(folder: Path) -> None:
    """Remove the lock last: without it, a later run could not tell what a killed one has left."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != _LOCK:
            entry.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
