"""The process that starts the programs of one confinement, decides their calls and ends them.

It is their ancestor, also of those that leave their session (PR_SET_CHILD_SUBREAPER), and it ends
all of them when the process that it serves has ended.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from seccompy import SeccompError
from seccompy.notify import Listener, Notification

from tests.confinement import capabilities, messages
from tests.confinement.decisions import Decisions
from tests.confinement.launch import Launcher
from tests.confinement.level import available
from tests.confinement.policy import Limits, Policy
from tests.confinement.refused import Refused
from tests.confinement.usage import INTERVAL, Usage

_PR_SET_CHILD_SUBREAPER = 36
#: Milliseconds without a request or a call, after which a process is forked for the next program.
_QUIET = 5


class Supervisor:
    """Serves the requests that come through `control`, until its other side has ended."""

    def __init__(self, control: socket.socket, mark: int, most: Limits, folders: list[str]) -> None:
        self._control = control
        #: What programs were refused since the last request for it.
        self._refused = Refused()
        self._usage = Usage(most, folders, self._refused.add)
        self._launcher = Launcher(mark, most, available())
        self._policies: list[Policy] = []
        self._listeners: dict[int, tuple[Listener, Decisions]] = {}
        #: Whether the filter of the program started last is thorough: one more process will wait
        #: with the same. None when it was forked: once for each start.
        self._thorough: bool | None = True
        self._poll = select.poll()
        self._woken, waker = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(waker)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for descriptor in (control.fileno(), self._woken):
            self._poll.register(descriptor, select.POLLIN)

    def serve(self) -> None:
        """When this returns, no program runs any more."""
        served = True
        while served:
            events = self._poll.poll(_QUIET if self._thorough is not None else INTERVAL * 1000)
            if not events and self._thorough is not None:
                self._launcher.prepare(self._thorough)
                self._thorough = None
            for descriptor, event in events:
                if descriptor in self._listeners:
                    self._decide(descriptor, event)
                elif descriptor == self._woken:
                    os.read(self._woken, 4096)
                    self._launcher.reap()
                else:
                    served = self._serve_request()
            if self._usage.excess():
                self._launcher.end_all()
        self._launcher.end_all()

    def _decide(self, descriptor: int, event: int) -> None:
        listener, decisions = self._listeners[descriptor]
        if event & select.POLLIN:
            with suppress(SeccompError):  # The program has ended before it was answered.
                self._answer(decisions, listener, listener.recv())
        else:  # The last process with this filter has ended.
            self._poll.unregister(descriptor)
            del self._listeners[descriptor]
            listener.close()

    def _answer(self, decisions: Decisions, listener: Listener, call: Notification) -> None:
        """An error in a decision is reported, and the call refused: the program must not wait."""
        try:
            decisions.answer(listener, call)
        except Exception as error:
            self._refused.add(f"the supervisor cannot decide a call: {error!r}")
            listener.respond(call.id, error=errno.EPERM)

    def _serve_request(self) -> bool:
        """Answer one request; False when there is no other side any more."""
        received = messages.receive(self._control)
        if received is None:
            return False
        request, files = received
        if "start" in request:
            reply = self._start(messages.Start(**request["start"]), files)
        elif "policy" in request:
            self._policies.append(Policy.from_json(request["policy"]))
            reply = {"number": len(self._policies) - 1}
        elif "end" in request:
            self._launcher.end(request["end"])
            reply = {}
        else:
            reply = {"refused": self._refused.take()}
        messages.send(self._control, reply)
        return True

    def _start(self, start: messages.Start, files: list[int]) -> dict[str, Any]:
        policy = self._policies[start.policy]
        number, mark, pid, listener = self._launcher.start(start, policy, files)
        self._thorough = policy.thorough
        if listener:
            decisions = Decisions(
                policy, start.devices, mark, self._refused.add, self._usage.may_fork
            )
            self._listeners[listener.fileno()] = listener, decisions
            self._poll.register(listener.fileno(), select.POLLIN)
        return {"number": number, "pid": pid}


def main(arguments: list[str]) -> None:
    """Arguments: the descriptor of `control`, the mark, the limits, the folders to count."""
    descriptor, mark, most, *folders = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The other side decides when all ends.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    capabilities.drop()  # Here, once: each program would lose time with it.
    with socket.socket(fileno=int(descriptor)) as control:
        control.set_inheritable(False)
        Supervisor(control, int(mark), Limits(**json.loads(most)), folders).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
