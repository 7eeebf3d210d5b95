"""A process that is forked in advance, and its last steps before it becomes a confined program.

A fork of Python and a filter take milliseconds; a program that finds one ready does not wait for
them.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import sys
from typing import NoReturn

from landlockpy import Ruleset
from seccompy import Filter

from tests.confinement import brand, landlock_rules, limits, messages
from tests.confinement.messages import Start
from tests.confinement.policy import Limits

#: Above the descriptors that a program is given, and below the least limit of open files
#: (tests/machine/requirements.py).
_HIGH = 210
#: Exit status of a shell whose program cannot be run.
CANNOT_RUN = 126


def wait(
    channel: socket.socket, most: Limits, mark: int, syscalls: Filter, *, landlock: bool
) -> NoReturn:
    """Become the program whose `Start` comes through `channel`; end when its other side has ended.

    The listener of the filter goes to the supervisor through `channel`. The files of the `Start`
    are those of the program and, with `landlock`, its ruleset.
    """
    try:
        _keep_only(channel)
        limits.apply(most)
        brand.mark(mark)
        for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        rules = Ruleset() if landlock else None
        listener = syscalls.load()
        # From here on each call that the filter hands over waits for the supervisor.
        socket.send_fds(channel, [b"."], [listener.fileno()] if listener else [])
        if listener:
            listener.close()
        received = messages.receive(channel)
        if received:
            _become(Start(**received[0]["start"]), received[1], rules, nothing)
    finally:
        os._exit(CANNOT_RUN)


def _keep_only(channel: socket.socket) -> None:
    """Close what belongs to the supervisor and to other programs, which would wait for this one."""
    signal.set_wakeup_fd(-1)
    os.closerange(3, channel.fileno())
    os.closerange(channel.fileno() + 1, os.sysconf("SC_OPEN_MAX"))


def _become(start: Start, files: list[int], rules: Ruleset | None, nothing: int) -> None:
    try:
        if rules is not None:
            landlock_rules.restrict(rules, files.pop())
        _arrange(start, files, nothing)
        os.execve(start.command[0], start.command, start.environment)
    except OSError as error:
        print(f"{start.command[0]}: {error.strerror}", file=sys.stderr, flush=True)


def _arrange(start: Start, files: list[int], nothing: int) -> None:
    """Give the program its folder, session, signals and descriptors."""
    if start.own_session:
        os.setsid()
    high = [fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, _HIGH) for file in files]
    for standard in {0, 1, 2} - set(start.descriptors):
        os.dup2(nothing, standard)
    for file, descriptor in zip(high, start.descriptors, strict=True):
        os.dup2(file, descriptor)
    os.chdir(start.folder)
