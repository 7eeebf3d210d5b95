"""A program that a supervisor has started."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Callable


class Program:
    """A program that was started. `ended` is readable once it has ended; `end` kills it."""

    def __init__(self, pid: int, ended: int, end: Callable[[], None]) -> None:
        self.pid, self.ended, self._end = pid, ended, end
        self._status: int | None = None

    def wait(self, seconds: float | None = None) -> int:
        """The exit status; negative for the signal that ended the program.

        Raises:
            subprocess.TimeoutExpired: it still runs after that time.
        """
        if self._status is None:
            milliseconds = None if seconds is None else seconds * 1000
            poll = select.poll()
            poll.register(self.ended, select.POLLIN)
            if not poll.poll(milliseconds):
                raise subprocess.TimeoutExpired(f"process {self.pid}", seconds or 0)
            # Nothing is written when the supervisor was killed, and its programs with it.
            self._status = int(os.read(self.ended, 32) or b"-9")
        return self._status

    def end(self) -> None:
        """Kill the program and all that it has started, also what has left its session."""
        self._end()

    def close(self) -> None:
        """End the program, and close `ended`."""
        if self.ended >= 0:
            self.end()
            os.close(self.ended)
            self.ended = -1
