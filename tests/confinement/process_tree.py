"""The processes below this one, and what they use."""

from __future__ import annotations

import os
from collections import defaultdict

_PAGE = os.sysconf("SC_PAGE_SIZE")


def descendants(root: int) -> list[int]:
    """The processes that `root` started, theirs, and so on; not those that have ended."""
    children = defaultdict(list)
    for name in os.listdir("/proc"):
        if name.isdigit() and (parent := _parent(int(name))) is not None:
            children[parent].append(int(name))
    found, waiting = [], [root]
    while waiting:
        added = children[waiting.pop()]
        found += added
        waiting += added
    return found


def _parent(pid: int) -> int | None:
    """None for a process that has ended, also while its parent has not waited for it."""
    # The name, in brackets, may itself contain blanks and brackets: proc(5).
    fields = _text(f"/proc/{pid}/stat").rpartition(b")")[2].split(None, 2)[:2]
    return int(fields[1]) if len(fields) == 2 and fields[0] not in (b"Z", b"X") else None


def memory(pids: list[int]) -> int:
    """The bytes of memory that the processes use; shared pages count for each of them."""
    fields = (_text(f"/proc/{pid}/statm").split() for pid in pids)
    return sum(int(values[1]) * _PAGE for values in fields if len(values) > 1)


def _text(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


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
