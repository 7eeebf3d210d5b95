"""Finds the processes of a shell in Linux' /proc, and tests whether they wait for input."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import suppress

from tests.confinement import proc

#: The number of the system call read(2) by machine, from the kernel's tables.
READ = {"x86_64": "0", "aarch64": "63", "armv7l": "3", "i686": "3"}.get(platform.machine(), "63")


def session(leader: int) -> list[int]:
    """The running processes of the session that `leader` leads."""
    return [pid for pid in _all() if _session_of(pid) == leader and proc.alive(pid)]


def waits_for(terminal: str, leader: int) -> bool:
    """True when a process of the session is inside a read of the terminal."""
    return any(_reads(pid, terminal) for pid in session(leader))


def _reads(pid: int, terminal: str) -> bool:
    """True when a thread of `pid` is inside read(2) of the terminal."""
    for task in proc.names(f"/proc/{pid}/task"):
        call = proc.content(f"/proc/{pid}/task/{task}/syscall").decode().split()
        if call[:1] == [READ]:
            with suppress(OSError):
                file = os.readlink(f"/proc/{pid}/fd/{int(call[1], 16)}")
                if file in (terminal, "/dev/tty"):
                    return True
    return False


def _all() -> Iterator[int]:
    return (int(name) for name in proc.names("/proc") if name.isdigit())


def _session_of(pid: int) -> int | None:
    """The session; None when the process has ended."""
    try:
        return os.getsid(pid)
    except OSError:
        return None
