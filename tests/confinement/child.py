"""The last steps of a new process before it becomes a confined program."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import sys

from landlockpy import Ruleset
from seccompy import Filter

from tests.confinement import brand, limits
from tests.confinement.messages import Start
from tests.confinement.policy import Limits

#: Above the descriptors that a program is given, and below the least limit of open files
#: (tests/machine/requirements.py).
_HIGH = 210
#: Exit status of a shell whose program cannot be run.
CANNOT_RUN = 126


def become(
    start: Start,
    files: list[int],
    rules: Ruleset | None,
    syscalls: Filter,
    kept: tuple[Limits, int],
    channel: socket.socket,
) -> None:
    """Never returns. The listener of the filter goes to the supervisor through `channel`."""
    try:
        _arrange(start, files)
        most, mark = kept
        limits.apply(most)
        brand.mark(mark)
        if rules is not None:
            rules.restrict()
        listener = syscalls.load()
        # From here on each call that the filter hands over waits for the supervisor.
        socket.send_fds(channel, [b"."], [listener.fileno()] if listener else [])
        if listener:
            listener.close()
        os.execve(start.command[0], start.command, start.environment)
    except OSError as error:
        print(f"{start.command[0]}: {error.strerror}", file=sys.stderr, flush=True)
    finally:
        os._exit(CANNOT_RUN)


def _arrange(start: Start, files: list[int]) -> None:
    """Give the program its folder, session, signals and descriptors."""
    if start.own_session:
        os.setsid()
    for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2} - set(start.descriptors):
        os.dup2(nothing, standard)
    high = [fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, _HIGH) for file in files]
    for file, descriptor in zip(high, start.descriptors, strict=True):
        os.dup2(file, descriptor)
    os.chdir(start.folder)
