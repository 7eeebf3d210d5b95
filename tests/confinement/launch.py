"""Starts confined programs, reports their exit status, and ends them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from landlockpy import Ruleset
from seccompy.notify import Listener

from tests.confinement import brand, landlock_rules, process_tree, syscall_filter, waiting
from tests.confinement.level import Level
from tests.confinement.messages import Start
from tests.confinement.policy import Limits, Policy
from tests.confinement.waiting import Waiting


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
        #: The processes that wait to become programs, by whether their filter is thorough.
        self._waiting: dict[bool, Waiting] = {}

    def start(
        self, start: Start, policy: Policy, files: list[int]
    ) -> tuple[int, int, int, Listener | None]:
        """Return the program's number, its mark, its process, and the listener of its filter."""
        status, *given = files
        rules = self._ruleset(start, policy)
        sent = [*given, rules.fileno()] if rules else given
        try:
            process, listener = self._become(start, policy.thorough, sent)
        except OSError:  # It was killed while it waited.
            process, listener = self._become(start, policy.thorough, sent)
        for file in given:
            os.close(file)
        self._statuses[process.pid] = status
        return process.number, self._mark + process.number, process.pid, listener

    def _become(
        self, start: Start, thorough: bool, files: list[int]
    ) -> tuple[Waiting, Listener | None]:
        self.prepare(thorough)
        process = self._waiting.pop(thorough)
        return process, process.become(start, files)

    def prepare(self, thorough: bool) -> None:
        """Fork the process of a later program, unless one waits."""
        if thorough not in self._waiting:
            self._count += 1
            self._waiting[thorough] = waiting.fork(
                self._count, self._mark, self._limits, self._filters[thorough],
                landlock=bool(self._level.landlock),
            )  # fmt: skip

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
                self._waiting = {
                    kind: each for kind, each in self._waiting.items() if each.pid != pid
                }
                if (file := self._statuses.pop(pid, None)) is not None:
                    with suppress(BrokenPipeError):
                        os.write(file, b"%d\n" % os.waitstatus_to_exitcode(status))
                    os.close(file)


def _place(path: str) -> tuple[int, int] | None:
    """The device and the inode number of a file; None when there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
