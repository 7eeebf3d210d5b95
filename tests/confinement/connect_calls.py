"""Decides connect(2), and makes the connection in the place of the program."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable

from seccompy.notify import Listener, Notification

from tests.confinement import connections
from tests.confinement.answers import respond
from tests.confinement.connections import Address, LocalAddress
from tests.confinement.file_access import FileAccess
from tests.confinement.policy import Policy


class ConnectCalls:
    """`report(sentence)` receives our own errors; `refuse(call, access)` what is not allowed."""

    def __init__(
        self,
        policy: Policy,
        files: FileAccess,
        report: Callable[[str], None],
        refuse: Callable[[Notification, str], None],
    ) -> None:
        self._policy, self._files, self._report, self._refuse = policy, files, report, refuse

    def answer(self, listener: Listener, call: Notification) -> None:
        wanted = connections.address(call.pid, call.args[1], call.args[2] & 0xFFFF_FFFF)
        # The kernel must not run such a call: the address could change before it does.
        if wanted is None:
            return respond(listener, call, errno.EAFNOSUPPORT)
        if isinstance(wanted, LocalAddress):
            try:
                wanted = wanted.opened()
            except OSError as error:
                return respond(listener, call, error.errno or errno.EIO)
        if self._may_connect(wanted):
            # A connection to a busy listener waits; the other calls must not.
            arguments = listener, call, wanted
            return threading.Thread(target=self._connected, args=arguments, daemon=True).start()
        _close(wanted)
        if isinstance(wanted, LocalAddress) and wanted.asked_by_libc():
            return respond(listener, call, errno.ENOENT)
        self._refuse(call, f"connect to {wanted}")
        respond(listener, call, errno.EACCES)

    def _connected(self, listener: Listener, call: Notification, wanted: Address) -> None:
        """Connect, and answer; an error of ours is reported, as the program must not wait."""
        try:
            error = connections.connect(call.pid, call.args[0] & 0xFFFF_FFFF, wanted)
        except Exception as problem:
            self._report(f"the supervisor cannot connect to {wanted}: {problem!r}")
            error = errno.EIO
        finally:
            _close(wanted)
        respond(listener, call, error)

    def _may_connect(self, wanted: Address) -> bool:
        if isinstance(wanted, LocalAddress):
            place = os.fsdecode(wanted.name)
            return place.startswith("/") and self._files.may_change(place)
        return wanted.is_sandboxed(self._policy.ports)


def _close(address: Address) -> None:
    if isinstance(address, LocalAddress) and address.file >= 0:
        os.close(address.file)
