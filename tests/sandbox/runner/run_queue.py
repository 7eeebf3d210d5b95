"""Which run of each concurrency group is in progress, and which ones wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.sandbox.github.concurrency import Group
from tests.sandbox.github.runs import IDLE, Run

#: GitHub's message; source: https://github.com/seL4/camkes-vm-examples/issues/65.
_REPLACED = "Canceling since a higher priority waiting request for '{group}' exists"


@dataclass
class _Line:
    """The runs of one group: the one in progress, and those that wait, with their starts."""

    holder: Run
    pending: list[tuple[Run, Callable[[], None]]] = field(default_factory=list)


class RunQueue:
    """One run of a group is in progress. A run that waits has no jobs yet, and is `pending`."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        #: A start may be refused, which frees the group again.
        self._lock = threading.RLock()

    def enter(self, run: Run, group: Group, begin: Callable[[], None]) -> Run | None:
        """Call `begin`, at once or when the group is free.

        Returns the run that has to be cancelled for this one, if any.
        """
        with self._lock:
            line = self._lines.get(group.name)
            if line is not None:
                self._wait(line, run, group, begin)
                return line.holder if group.cancels else None
            self._lines[group.name] = _Line(run)
            begin()
            return None

    def _wait(self, line: _Line, run: Run, group: Group, begin: Callable[[], None]) -> None:
        """A new run takes the place of the pending one, unless several may wait."""
        run.status, run.conclusion, run.jobs, run.updated_at = "pending", None, [], time.time()
        line.pending.append((run, begin))
        if len(line.pending) > group.pending:
            replaced, _ = line.pending.pop(0 if group.pending == 1 else -1)
            _cancel(replaced, _REPLACED.format(group=group.name))

    def leave(self, run: Run) -> None:
        """Free the run's group after the run has ended, and begin the next one."""
        with self._lock:
            found = next((name for name, line in self._lines.items() if line.holder is run), None)
            if found is None:
                return
            line = self._lines[found]
            if not line.pending:
                del self._lines[found]
                return
            line.holder, begin = line.pending.pop(0)
            begin()

    def advances(self) -> bool:
        """Whether a run that waits will begin without an approval of the one before it."""
        with self._lock:
            lines = list(self._lines.values())
        return any(line.pending and line.holder.status not in IDLE for line in lines)

    def withdraw(self, run: Run) -> None:
        """Cancel a run that waits for another one."""
        with self._lock:
            for line in self._lines.values():
                if run in [each for each, _ in line.pending]:
                    line.pending = [each for each in line.pending if each[0] is not run]
                    _cancel(run, "The run was canceled.")

    def clear(self) -> None:
        """Cancel the runs that wait, and free all groups."""
        with self._lock:
            lines, self._lines = self._lines, {}
        for line in lines.values():
            for run, _ in line.pending:
                _cancel(run, "The run was canceled.")


def _cancel(run: Run, problem: str) -> None:
    """A run that never left the queue has no jobs: https://github.com/Cotal-AI/Cotal/issues/976."""
    run.problem, run.conclusion = problem, "cancelled"
    run.jobs, run.status, run.updated_at = [], "completed", time.time()
