"""A process that was forked in advance and waits for the program that it becomes."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass

from seccompy import Filter, SeccompError
from seccompy.notify import FdFlag, Listener

from tests.confinement import child, messages
from tests.confinement.messages import Start
from tests.confinement.policy import Limits


@dataclass(frozen=True)
class Waiting:
    """The process of the program with this number (child.py)."""

    number: int
    pid: int
    channel: socket.socket

    def become(self, start: Start, files: list[int]) -> Listener | None:
        """Return the listener of the program's filter; None where the kernel has none.

        Raises:
            OSError: the process has ended.
        """
        with self.channel:
            ready, listening, _, _ = socket.recv_fds(self.channel, 1, 1)
            if not ready:
                raise ConnectionResetError
            messages.send(self.channel, start.to_json(), files)
        return _listener(listening[0]) if listening else None


def fork(number: int, mark: int, most: Limits, syscalls: Filter, *, landlock: bool) -> Waiting:
    """Fork the process of the program with this number, and put `mark + number` on it."""
    ours, theirs = messages.pair()
    pid = os.fork()
    if pid == 0:
        child.wait(theirs, most, mark + number, syscalls, landlock=landlock)
    theirs.close()
    return Waiting(number, pid, ours)


def _listener(descriptor: int) -> Listener:
    listener = Listener(descriptor)
    with suppress(SeccompError):  # Linux before 6.6; it only saves time.
        listener.set_flags(FdFlag.SYNC_WAKE_UP)
    return listener
