"""What is left of a killed run: processes, folders, parts of files, and locks that are held."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.confinement import brand
from tests.confinement.proc import alive

#: Folders of an environment or a sandbox, also before they are locked.
_FOLDERS = ("guide-*", "new-guide-*")
#: The names of files and folders that are not complete.
INCOMPLETE = ("*.part", "*.tmp*")
#: Older than any file that another run may still be writing, in seconds.
_LONG_AGO = 2 * 3600.0


def marks(temporary: Path) -> set[int]:
    """The brands of the confinements whose folders are in `temporary`."""
    found = set()
    for path in temporary.glob("*guide-*/processes"):
        with suppress(OSError, ValueError):
            found.add(int(path.read_text()))
    return found


def processes(temporary: Path, brands: Iterable[int]) -> dict[int, str]:
    """The command of each process with `temporary` among its variables or arguments, or a brand."""
    branded = {pid for mark in brands for pid in brand.processes(mark)}
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        pid = int(name)
        command, variables = _read(pid, "cmdline"), _read(pid, "environ")
        ours = os.fsencode(temporary) in command + variables or pid in branded
        if ours and pid != os.getpid() and alive(pid):
            found[pid] = command.replace(b"\0", b" ").decode(errors="replace").strip()
    return found


def _read(pid: int, name: str) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/{name}").read_bytes()
    return b""


def still_running(temporary: Path, brands: Iterable[int], seconds: float = 90) -> dict[int, str]:
    """The processes that have not ended after that time.

    A worker whose controller was killed first ends the fence that it runs.
    """
    deadline = time.monotonic() + seconds
    while (found := processes(temporary, brands)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def folders(temporary: Path) -> list[str]:
    return sorted(path.name for pattern in _FOLDERS for path in temporary.glob(pattern))


def parts(cache: Path) -> list[str]:
    """The paths of incomplete files and folders in the caches, outside unpacked wheels."""
    return sorted(str(path.relative_to(cache)) for path in _kept(cache) if _is_part(path))


def _is_part(path: Path) -> bool:
    return any(map(path.match, INCOMPLETE))


def _kept(cache: Path) -> Iterator[Path]:
    """Everything in `cache` but what is inside an unpacked wheel."""
    for path in cache.rglob("*") if cache.is_dir() else ():
        if "archive-v0" not in path.parent.parent.parts:
            yield path


def held_locks(cache: Path) -> list[str]:
    """The lock files in the caches that a process still holds."""
    held = []
    for path in [*cache.glob("index/locks/*"), *cache.glob("*.lock")]:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.append(str(path.relative_to(cache)))
    return held


def let_time_pass(*folders: Path) -> None:
    """Set the times of all that is incomplete back, as if it had been left two hours ago."""
    then = time.time() - _LONG_AGO
    for folder in folders:
        for path in folder.rglob("*"):
            if _is_part(path) or path.name.startswith("new-guide-"):
                with suppress(OSError):
                    os.utime(path, (then, then), follow_symlinks=False)
