"""Decides the system calls of one program that its filter hands to the supervisor."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable, Iterable

from seccompy import SeccompError
from seccompy.notify import Listener, Notification, RespFlag

from tests.confinement import brand, connections, tracee
from tests.confinement.connections import Address, LocalAddress
from tests.confinement.file_access import FileAccess
from tests.confinement.path_calls import PATH_CALLS, Use
from tests.confinement.policy import Policy
from tests.confinement.syscall_filter import FORKS, known

#: The calls by number: names are slow to look up.
_PATHS = {n: calls for name, calls in PATH_CALLS.items() if (n := known(name)) is not None}
_FORKS = {n for name in FORKS if (n := known(name)) is not None}
_CONNECT, _KILL = known("connect"), known("kill")


class Decisions:
    """`mark` is on the program's processes; `devices` are its own, besides those of the policy.

    `report(sentence)` receives each access that is refused; `may_fork()` is asked at each start of
    a process.
    """

    def __init__(
        self,
        policy: Policy,
        devices: Iterable[str],
        mark: int,
        report: Callable[[str], None],
        may_fork: Callable[[], bool],
    ) -> None:
        self._policy, self._report, self._may_fork = policy, report, may_fork
        self._files, self._mark = FileAccess(policy, devices, mark), mark

    def answer(self, listener: Listener, call: Notification) -> None:
        """Answer one call. Only a connection may be answered later, from a thread."""
        if call.nr in _PATHS:
            _respond(listener, call, self._files_of(call))
        elif call.nr in _FORKS:
            _respond(listener, call, None if self._may_fork() else errno.EAGAIN)
        elif call.nr == _CONNECT:
            self._connect(listener, call)
        elif call.nr == _KILL:
            _respond(listener, call, self._signal(call))
        else:
            _respond(listener, call, self._socket(call))

    def _files_of(self, call: Notification) -> int | None:
        """Landlock refuses the access; EPERM for what it does not cover."""
        for argument in _PATHS[call.nr]:
            if found := self._files.refused(call.pid, argument, call.args):
                path, use = found
                verb = "read" if use is Use.READ else "change"
                self._refuse(call, f"{verb} {path}")
                if use is Use.METADATA:
                    return errno.EPERM
        return None

    def _signal(self, call: Notification) -> int | None:
        """EPERM for a signal to a process of others; Landlock refuses it, too."""
        target, number = call.args[0] & 0xFFFF_FFFF, call.args[1]
        is_one = target < 1 << 31 and number  # A negative number stands for a group of processes.
        if not is_one or not os.path.exists(f"/proc/{target}") or brand.of(target) == self._mark:
            return None
        self._refuse(call, f"end process {target}")
        return errno.EPERM

    def _socket(self, call: Notification) -> int:
        kind = call.args[1] & 0xF
        family = call.args[0] & 0xFFFF_FFFF
        if family in (socket.AF_INET, socket.AF_INET6) and kind == socket.SOCK_DGRAM:
            self._refuse(call, "use UDP, as it does to look up the name of a host")
            return errno.EACCES
        return errno.EAFNOSUPPORT

    def _connect(self, listener: Listener, call: Notification) -> None:
        wanted = connections.address(call.pid, call.args[1], call.args[2] & 0xFFFF_FFFF)
        if wanted is None:  # An address that connect(2) refuses, or AF_UNSPEC, which disconnects.
            return _respond(listener, call, None)
        if not self._may_connect(wanted):
            if isinstance(wanted, LocalAddress) and wanted.asked_by_libc():
                return _respond(listener, call, errno.ENOENT)
            self._refuse(call, f"connect to {wanted}")
            return _respond(listener, call, errno.EACCES)
        # A connection to a busy listener waits; the other calls must not.
        threading.Thread(target=self._connected, args=(listener, call, wanted), daemon=True).start()

    def _connected(self, listener: Listener, call: Notification, wanted: Address) -> None:
        """Connect, and answer; an error of ours is reported, as the program must not wait."""
        try:
            error = connections.connect(call.pid, call.args[0] & 0xFFFF_FFFF, wanted)
        except Exception as problem:
            self._report(f"the supervisor cannot connect to {wanted}: {problem!r}")
            error = errno.EIO
        _respond(listener, call, error)

    def _refuse(self, call: Notification, access: str) -> None:
        """Report that the program may not do this, unless that is expected."""
        sentence = f"{tracee.command(call.pid)} may not {access}"
        if sentence not in self._policy.expected:
            self._report(sentence)

    def _may_connect(self, wanted: Address) -> bool:
        if isinstance(wanted, LocalAddress):
            return self._files.may_change(wanted.name)
        return wanted.is_sandboxed(self._policy.ports)


def _respond(listener: Listener, call: Notification, error: int | None) -> None:
    """Let the kernel run the call (None), say that it is done (0), or fail it with an error."""
    flags = RespFlag.CONTINUE if error is None else RespFlag.NONE
    try:
        listener.respond(call.id, error=error or 0, flags=flags)
    except (SeccompError, RuntimeError):
        return  # The program has ended, or a signal has interrupted the call.
