"""The mark of the processes of a confinement, which they cannot remove.

It is a hard limit of real-time processes, RLIMIT_RTTIME: children inherit it, they cannot raise it,
the seccomp filter keeps them from lowering it, and any process of the user can read it. A new
session or a cleaned environment does not change it.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from contextlib import suppress
from pathlib import Path

#: From <asm-generic/resource.h>; Python has no name for it.
RLIMIT_RTTIME = 15
#: Programs of one confinement are numbered in the low bits of their brands.
_PROGRAM_BITS = 16
#: A real-time process may use this time without a pause: over a century, so it limits nothing.
_LEAST = 1 << 52
_LINE = b"Max realtime timeout"
#: Seconds in which killed processes must have ended.
END_TIMEOUT = 5.0


def new() -> int:
    """The brand of a new confinement, whose programs have `brand + 1` and so on."""
    return _LEAST + ((int.from_bytes(os.urandom(4)) + 1) << _PROGRAM_BITS)


def mark(brand: int) -> None:
    """Mark this process and its later children."""
    resource.setrlimit(RLIMIT_RTTIME, (brand, brand))


def of(pid: int) -> int | None:
    """The brand of a process; None for one that has none, has ended or is another user's."""
    try:
        text = Path(f"/proc/{pid}/limits").read_bytes()
    except OSError:
        return None
    value = text.partition(_LINE)[2].split(None, 1)[:1]
    return int(value[0]) if value and value[0].isdigit() and int(value[0]) >= _LEAST else None


def processes(brand: int) -> list[int]:
    """The processes of all programs of a confinement."""
    pids = (int(name) for name in os.listdir("/proc") if name.isdigit())
    same = brand >> _PROGRAM_BITS
    return [pid for pid in pids if (found := of(pid)) and found >> _PROGRAM_BITS == same]


def end(brand: int) -> list[int]:
    """Kill the processes of a confinement; return those that still run after END_TIMEOUT."""
    deadline = time.monotonic() + END_TIMEOUT
    while (found := processes(brand)) and time.monotonic() < deadline:
        for pid in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.001)
    return found
