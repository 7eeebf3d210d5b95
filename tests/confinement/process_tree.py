"""The processes below this one, and what they use."""

from __future__ import annotations

import os
import stat

from tests.confinement import proc

_PAGE = os.sysconf("SC_PAGE_SIZE")


def descendants(root: int) -> list[int]:
    """The processes that `root` started, theirs, and so on; not those that have ended.

    One that starts meanwhile can be missed, so a caller that kills them looks again.
    """
    found: list[int] = []
    waiting = [root]
    while waiting:
        added = [pid for pid in _children(waiting.pop()) if proc.alive(pid)]
        found += added
        waiting += added
    return found


def _children(pid: int) -> list[int]:
    """The children of all threads of a process; proc(5), CONFIG_PROC_CHILDREN."""
    found: list[int] = []
    for thread in proc.names(f"/proc/{pid}/task"):
        found += map(int, proc.content(f"/proc/{pid}/task/{thread}/children").split())
    return found


def memory(pids: list[int]) -> int:
    """The bytes of memory that the processes use; shared pages count for each of them."""
    fields = (proc.content(f"/proc/{pid}/statm").split() for pid in pids)
    return sum(int(values[1]) * _PAGE for values in fields if len(values) > 1)


def nameless(pids: list[int], *, in_memory: bool) -> int:
    """The bytes of open files without a name: of memfd_create(2), or of those on the disk."""
    seen: dict[tuple[int, int], int] = {}
    for pid in pids:
        for number in proc.names(f"/proc/{pid}/fd"):
            try:
                found = os.stat(f"/proc/{pid}/fd/{number}")
                if found.st_nlink or not stat.S_ISREG(found.st_mode):
                    continue
                place = os.readlink(f"/proc/{pid}/fd/{number}")
            except OSError:
                continue
            if place.startswith("/memfd:") is in_memory:
                seen[found.st_dev, found.st_ino] = found.st_blocks * 512
    return sum(seen.values())


def shared_memory() -> int:
    """The bytes of all files in memory, of the whole machine."""
    return int(proc.content("/proc/meminfo").partition(b"Shmem:")[2].split(None, 1)[0]) * 1024


def disk(folders: list[str]) -> int:
    """The bytes on the disk of all files in the folders; a file with two names counts once."""
    seen: set[tuple[int, int]] = set()
    total = 0
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                try:
                    found = os.lstat(f"{place}/{name}")
                except OSError:
                    continue
                if (found.st_dev, found.st_ino) not in seen:
                    seen.add((found.st_dev, found.st_ino))
                    total += found.st_blocks * 512
    return total
