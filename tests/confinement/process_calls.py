"""Decides the calls that signal or schedule another process."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable

from seccompy.notify import Notification

from tests.confinement import brand
from tests.confinement.closed_calls import SCHEDULING, SIGNALS
from tests.confinement.filter_conditions import known

_INT = 0xFFFF_FFFF
_SIGNALS = {n for name in SIGNALS if (n := known(name)) is not None}
_SCHEDULING = {
    n: process for name, (process, _) in SCHEDULING.items() if (n := known(name)) is not None
}
#: The numbers of these calls.
PROCESS_CALLS = _SIGNALS | _SCHEDULING.keys()


class ProcessCalls:
    """`mark` is on the program's own processes; `refuse(call, access)` reports others."""

    def __init__(self, mark: int, refuse: Callable[[Notification, str], None]) -> None:
        self._mark, self._refuse = mark, refuse

    def answer(self, call: Notification) -> int | None:
        """EPERM for a process of others; None lets the kernel run the call."""
        if call.nr in _SIGNALS:
            return self._signal(call)
        target = call.args[_SCHEDULING[call.nr]] & _INT
        return self._foreign(call, target, "change the priority of")

    def _signal(self, call: Notification) -> int | None:
        """EPERM for a signal to a process of others; Landlock refuses it, too."""
        target, number = call.args[0] & _INT, call.args[1] & _INT
        if target == _INT or not number:  # All that it may signal; or only a look.
            return None
        # A negative number stands for the group of this process.
        return self._foreign(call, target if target < 1 << 31 else _INT + 1 - target, "end")

    def _foreign(self, call: Notification, process: int, access: str) -> int | None:
        """EPERM for a process that is not of this program."""
        if not os.path.exists(f"/proc/{process}") or brand.of(process) == self._mark:
            return None
        self._refuse(call, f"{access} process {process}")
        return errno.EPERM
