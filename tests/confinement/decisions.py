"""Decides the system calls of one program that its filter hands to the supervisor."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from seccompy.notify import Listener, Notification

from tests.confinement import connections, metadata, tracee
from tests.confinement.answers import respond
from tests.confinement.connect_calls import ConnectCalls
from tests.confinement.connections import InternetAddress
from tests.confinement.file_access import FileAccess
from tests.confinement.filter_conditions import known
from tests.confinement.path_calls import METADATA_CALLS, PATH_CALLS, Use
from tests.confinement.policy import Policy
from tests.confinement.process_calls import PROCESS_CALLS, ProcessCalls
from tests.confinement.syscall_filter import FORKS

#: The calls by number: names are slow to look up.
_PATHS = {n: calls for name, calls in PATH_CALLS.items() if (n := known(name)) is not None}
_METADATA = {
    n: (METADATA_CALLS[name], metadata.CHANGES[name])
    for name in METADATA_CALLS
    if (n := known(name)) is not None
}
_FORKS = {n for name in FORKS if (n := known(name)) is not None}
_INT = 0xFFFF_FFFF
#: By this address urllib3 finds out whether the machine has IPv6.
_IPV6_PROBE = "[::1]:0"
_CONNECT, _BIND = known("connect"), known("bind")


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
        self._processes = ProcessCalls(mark, self._refuse)
        self._connections = ConnectCalls(policy, self._files, report, self._refuse)

    def answer(self, listener: Listener, call: Notification) -> None:
        """Answer one call. Only a connection may be answered later, from a thread."""
        if call.nr in _PATHS:
            respond(listener, call, self._files_of(call))
        elif call.nr in _METADATA:
            respond(listener, call, self._change(call))
        elif call.nr in _FORKS:
            respond(listener, call, None if self._may_fork() else errno.EAGAIN)
        elif call.nr == _CONNECT:
            self._connections.answer(listener, call)
        elif call.nr == _BIND:
            self._report_server(call)
            respond(listener, call, None)
        elif call.nr in PROCESS_CALLS:
            respond(listener, call, self._processes.answer(call))
        else:
            respond(listener, call, self._socket(call))

    def _files_of(self, call: Notification) -> int | None:
        """Landlock refuses the access; a path that cannot be followed fails at once."""
        try:
            for argument in _PATHS[call.nr]:
                if found := self._files.refused(call.pid, argument, call.args):
                    path, use = found
                    self._refuse(call, f"{'read' if use is Use.READ else 'change'} {path}")
        except OSError as error:
            return error.errno
        return None

    def _change(self, call: Notification) -> int:
        """Change the mode, owner or times of a file in the program's place."""
        argument, (change, first) = _METADATA[call.nr]
        try:
            file = metadata.opened(call.pid, argument, call.args)
        except OSError as error:
            return error.errno or errno.EIO
        try:
            place = os.readlink(f"/proc/self/fd/{file}")
            if not self._files.may_change(place, devices=False):
                self._refuse(call, f"change {place}")
                return errno.EPERM
            change(file, call.pid, call.args[first:])
        except OSError as error:
            return error.errno or errno.EIO
        finally:
            os.close(file)
        return 0

    def _report_server(self, call: Notification) -> None:
        """Report a program that would listen on a TCP port, which Landlock refuses."""
        wanted = connections.address(call.pid, call.args[1], call.args[2] & _INT)
        if isinstance(wanted, InternetAddress) and str(wanted) != _IPV6_PROBE:
            self._refuse(call, f"listen at {wanted}")

    def _socket(self, call: Notification) -> int:
        kind = call.args[1] & 0xF
        family = call.args[0] & _INT
        if family == socket.AF_UNIX:
            self._refuse(call, "send datagrams to local sockets, as to the system's log")
            return errno.EACCES
        if family in (socket.AF_INET, socket.AF_INET6) and kind == socket.SOCK_DGRAM:
            self._refuse(call, "use UDP, as it does to look up the name of a host")
            return errno.EACCES
        return errno.EAFNOSUPPORT

    def _refuse(self, call: Notification, access: str) -> None:
        """Report that the program may not do this, unless that is expected."""
        sentence = f"{tracee.command(call.pid)} may not {access}"
        if not any(fnmatchcase(sentence, pattern) for pattern in self._policy.expected):
            self._report(sentence)
