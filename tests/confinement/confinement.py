"""Starts programs that the kernel confines, through a supervisor of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.confinement import brand, messages
from tests.confinement.policy import Limits, Policy
from tests.confinement.program import Program

#: Seconds in which a supervisor must have ended all programs.
END_TIMEOUT = 10.0


#: The file, in the folder of a sandbox, that keeps the mark of its processes.
_MARK = "processes"


def end_abandoned(folder: Path) -> None:
    """Kill the processes of the confinement of `folder`, which a killed run has left."""
    with suppress(OSError, ValueError):
        brand.end(int((folder / _MARK).read_text()))


class ConfinementError(RuntimeError):
    """A program cannot be started."""


class Confinement:
    """The programs of one sandbox in `folder`. Its files in `counted` are its use of the disk.

    `folder` keeps the mark of its processes for a later run, which ends those of a killed one.
    """

    def __init__(self, folder: Path, counted: Sequence[Path], most: Limits | None = None) -> None:
        self.mark = brand.new()
        (folder / _MARK).write_text(f"{self.mark}\n")
        self._lock = threading.Lock()
        self._policies: dict[Policy, int] = {}
        self._control, theirs = messages.pair()
        command = [
            sys.executable, "-P", "-m", "tests.confinement.supervisor", str(theirs.fileno()),
            str(self.mark), json.dumps(asdict(most or Limits())), *map(str, counted),
        ]  # fmt: skip
        # The supervisor needs nothing of the person's environment.
        self._supervisor = subprocess.Popen(
            command, pass_fds=(theirs.fileno(),), cwd=ROOT, stdin=subprocess.DEVNULL,
            # A session has its own share of the processors (sched(7), autogroups), so programs do
            # not wait for a turn at each call. But a person's shell needs the person's session.
            start_new_session=not sys.stdin.isatty(),
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        )  # fmt: skip
        self.supervisor_pid = self._supervisor.pid
        theirs.close()

    def start(
        self,
        policy: Policy,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        descriptors: Mapping[int, int],
        *,
        devices: Sequence[str] = (),
        own_session: bool = True,
    ) -> Program:
        """Start a program with the open files in `descriptors`: its own number → ours.

        Raises:
            ConfinementError: the supervisor does not start it.
        """
        number = self._number_of(policy)
        start = messages.Start(
            list(command), dict(environment), str(folder), list(descriptors), number,
            list(devices), own_session,
        )  # fmt: skip
        status, ended = os.pipe()
        try:
            reply = self._request(start.to_json(), [ended, *descriptors.values()])
        except BaseException:
            os.close(status)
            raise
        finally:
            os.close(ended)
        return Program(reply["pid"], status, partial(self._end, reply["number"]))

    def _number_of(self, policy: Policy) -> int:
        """The number by which the supervisor knows the policy; it is sent once."""
        if policy not in self._policies:
            self._policies[policy] = self._request({"policy": policy.to_json()})["number"]
        return self._policies[policy]

    def refused(self) -> list[str]:
        """What programs were refused since the last call: sentences without a full stop."""
        return list(self._request({"refused": True})["refused"])

    def _end(self, number: int) -> None:
        """Kill all processes of a program."""
        with suppress(ConfinementError):  # Without its supervisor, `close` ends them.
            self._request({"end": number})

    def close(self) -> None:
        """End all programs and the supervisor."""
        self._control.close()
        try:
            self._supervisor.wait(END_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._supervisor.kill()
            self._supervisor.wait(END_TIMEOUT)
        brand.end(self.mark)

    def _request(self, message: dict[str, Any], files: Sequence[int] = ()) -> dict[str, Any]:
        with self._lock:
            try:
                messages.send(self._control, message, files)
                received = messages.receive(self._control)
            except OSError as error:
                raise ConfinementError(f"the supervisor of the sandbox: {error}") from None
        if received is None:
            raise ConfinementError("the supervisor of the sandbox has ended")
        return received[0]
