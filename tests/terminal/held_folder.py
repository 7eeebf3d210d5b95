"""Temporary folders that a process locks, and the removal of abandoned ones."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

_LOCK = "lock"
#: The name of a folder whose lock is not taken yet; `remove_abandoned` does not look for it.
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
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def _nothing(folder: Path) -> None:
    return None


def remove_abandoned(prefix: str, before: Callable[[Path], object] = _nothing) -> None:
    """Remove the held folders of processes that were killed; call `before` with each one first.

    A folder without a lock file is not a held folder and is not removed.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            before(folder)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(lock)
