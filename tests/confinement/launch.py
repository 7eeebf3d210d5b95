"""Starts confined programs, reports their exit status, and ends them."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from landlockpy import Ruleset
from seccompy import SeccompError
from seccompy.notify import FdFlag, Listener

from tests.confinement import brand, child, landlock_rules, process_tree, syscall_filter
from tests.confinement.level import Level
from tests.confinement.messages import Start
from tests.confinement.policy import Limits, Policy


class Launcher:
    """Programs of this confinement are numbered from 1; `mark + number` is on their processes."""

    def __init__(self, mark: int, most: Limits, level: Level) -> None:
        self._mark, self._limits, self._level = mark, most, level
        self._count = 0
        self._rules: dict[object, Ruleset] = {}
        self._filters = {
            thorough: syscall_filter.build(supervised=level.supervised, thorough=thorough)
            for thorough in (True, False)
        }
        for rules in self._filters.values():
            # The property compiles the filter, once; each program loads it after its fork.
            assert rules.program
        #: The file for the exit status, by process.
        self._statuses: dict[int, int] = {}

    def start(
        self, start: Start, policy: Policy, files: list[int]
    ) -> tuple[int, int, int, Listener | None]:
        """Return the program's number, its mark, its process, and the listener of its filter."""
        self._count += 1
        status, *given = files
        rules = self._ruleset(start, policy)
        kept = self._limits, self._mark + self._count
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            child.become(start, given, rules, self._filters[policy.thorough], kept, theirs)
        theirs.close()
        with ours:
            listening = socket.recv_fds(ours, 1, 1)[1]
        for file in given:
            os.close(file)
        self._statuses[pid] = status
        return self._count, kept[1], pid, _listener(listening[0]) if listening else None

    def _ruleset(self, start: Start, policy: Policy) -> Ruleset | None:
        """The rules of the program's policy, made once, and its own devices."""
        if not self._level.landlock:
            return None
        # A rule is for the folder of that time. A restored folder has another number as long as the
        # rules hold the old one.
        key = start.policy, tuple(map(_place, policy.write))
        if key not in self._rules:
            self._rules[key] = landlock_rules.ruleset(policy)
        landlock_rules.allow(self._rules[key], start.devices)
        return self._rules[key]

    def end(self, number: int) -> None:
        """Kill all processes of a program, also those in other sessions."""
        self._kill(lambda pid: brand.of(pid) == self._mark + number)

    def end_all(self) -> None:
        """Kill every process below this one."""
        self._kill(lambda pid: True)

    def _kill(self, chosen: Callable[[int], bool]) -> None:
        deadline = time.monotonic() + brand.END_TIMEOUT
        while time.monotonic() < deadline:
            pids = [pid for pid in process_tree.descendants(os.getpid()) if chosen(pid)]
            self.reap()
            if not pids:
                return
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.001)

    def reap(self) -> None:
        """Take the exit status of what has ended, and pass on those of programs."""
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = ended
                if (file := self._statuses.pop(pid, None)) is not None:
                    with suppress(BrokenPipeError):
                        os.write(file, b"%d\n" % os.waitstatus_to_exitcode(status))
                    os.close(file)


def _listener(descriptor: int) -> Listener:
    listener = Listener(descriptor)
    with suppress(SeccompError):  # Linux before 6.6; it only saves time.
        listener.set_flags(FdFlag.SYNC_WAKE_UP)
    return listener


def _place(path: str) -> tuple[int, int] | None:
    """The device and the inode number of a file; None when there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
