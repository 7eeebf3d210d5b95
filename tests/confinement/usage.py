"""Holds all processes of a confinement within the limits that the kernel has for one process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from tests.confinement import process_tree
from tests.confinement.policy import MEBIBYTE, Limits

#: Seconds between two looks at memory and disk.
INTERVAL = 0.5
#: Seconds after which the files are counted, even if the free space has not shrunk: other programs
#: of the machine may have removed as much.
_COUNT_INTERVAL = 4.0
#: Files in memory count from this part of the limit on; to look at all open files takes time.
_PART = 8


class Usage:
    """`folders` are those that programs may change; `report(sentence)` receives each excess."""

    def __init__(self, limits: Limits, folders: list[str], report: Callable[[str], None]) -> None:
        self._limits, self._folders, self._report = limits, folders, report
        #: At most so many processes run: those counted last, and each one started since.
        self._running = 0
        self._next = 0.0
        self._free = self._free_bytes()
        self._next_count = time.monotonic() + _COUNT_INTERVAL
        self._shared = process_tree.shared_memory()

    def may_fork(self) -> bool:
        """Whether one more process may start."""
        self._running += 1
        if self._running <= self._limits.processes:
            return True
        self._running = len(process_tree.descendants(os.getpid())) + 1
        if self._running <= self._limits.processes:
            return True
        self._report(f"more than {self._limits.processes} processes at once")
        return False

    def excess(self) -> bool:
        """Whether the programs use more memory or disk than they may; looks from time to time."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + INTERVAL
        pids = process_tree.descendants(os.getpid())
        self._running = len(pids)
        for kind, used, most in (
            ("memory", process_tree.memory(pids) + self._memory_files(pids), self._limits.memory),
            ("disk", self._disk(pids), self._limits.disk),
        ):
            if used > most:
                self._report(f"used more than {most // MEBIBYTE} MiB of {kind} and were ended")
                return True
        return False

    def _memory_files(self, pids: list[int]) -> int:
        """The bytes of files in memory, counted only while the machine has many."""
        shared = process_tree.shared_memory()
        self._shared = min(self._shared, shared)
        if shared - self._shared < self._limits.memory // _PART:
            return 0
        return process_tree.nameless(pids, in_memory=True)

    def _disk(self, pids: list[int]) -> int:
        """The bytes of the files; 0 while the free space has not shrunk by the limit.

        After _COUNT_INTERVAL, the files are counted anyway.
        """
        free, now = self._free_bytes(), time.monotonic()
        self._free = max(self._free, free)
        if self._free - free < self._limits.disk and now < self._next_count:
            return 0
        self._free, self._next_count = free, now + _COUNT_INTERVAL
        return process_tree.disk(self._folders) + process_tree.nameless(pids, in_memory=False)

    def _free_bytes(self) -> int:
        found = [os.statvfs(folder) for folder in self._folders if os.path.isdir(folder)]
        return min((each.f_bavail * each.f_frsize for each in found), default=0)
