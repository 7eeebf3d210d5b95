"""The processes of a shell, as Linux' /proc shows them: who they are, who waits, ending them."""

from __future__ import annotations

import os
import platform
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

#: The number of read(2), by machine (the kernel's syscall tables).
READ = {"x86_64": "0", "aarch64": "63", "armv7l": "3", "i686": "3"}.get(platform.machine(), "63")
#: How often to look for processes that were born while others were being ended.
ROUNDS = 50


def session(leader: int) -> list[int]:
    """The living processes whose session `leader` leads."""
    return [pid for pid in _all() if _session_of(pid) == leader and _lives(pid)]


def marked(mark: str) -> list[int]:
    """The living processes that were born with `mark` (`NAME=value`) in their environment."""
    needle = b"\0" + mark.encode() + b"\0"
    return [pid for pid in _all() if needle in b"\0" + _bytes(f"/proc/{pid}/environ") + b"\0"]


def end(find: Callable[[], list[int]]) -> None:
    """Kills the processes that `find` names until it names none, two seconds long at most."""
    for next_cause in range(ROUNDS):
        pids = [pid for pid in find() if pid != os.getpid()]
        if not pids:
            return
        for pid in pids:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(min(0.001 * 2**next_cause, 0.05))


def waits_for(terminal: str, leader: int) -> bool:
    """True when a process of the session is inside a read of the terminal."""
    return any(_reads(pid, terminal) for pid in session(leader))


def _reads(pid: int, terminal: str) -> bool:
    """True when a thread of `pid` is inside read(2) of the terminal."""
    for task in _listed(f"/proc/{pid}/task"):
        call = _bytes(f"/proc/{pid}/task/{task}/syscall").decode().split()
        if call[:1] == [READ]:
            with suppress(OSError):
                file = os.readlink(f"/proc/{pid}/fd/{int(call[1], 16)}")
                if file in (terminal, "/dev/tty"):
                    return True
    return False


def _all() -> Iterator[int]:
    return (int(name) for name in _listed("/proc") if name.isdigit())


def _session_of(pid: int) -> int | None:
    """The session, None when the process has gone."""
    try:
        return os.getsid(pid)
    except OSError:
        return None


def _lives(pid: int) -> bool:
    """False for a process that has ended and waits for its parent to notice."""
    # The name, in brackets, may itself hold blanks and brackets: proc(5).
    state = _bytes(f"/proc/{pid}/stat").rpartition(b")")[2].split()[:1]
    return bool(state) and state[0] not in (b"Z", b"X")


def _bytes(path: str) -> bytes:
    """The file, or nothing when its process has gone or is not ours to look at."""
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def _listed(path: str) -> list[str]:
    try:
        return os.listdir(path)
    except OSError:
        return []
