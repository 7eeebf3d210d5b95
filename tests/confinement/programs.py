"""Starts programs under one policy."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.confinement.confinement import Confinement
from tests.confinement.policy import Policy
from tests.confinement.program import Program


class Programs:
    """The programs of a confinement that have the same policy."""

    def __init__(self, confinement: Confinement, policy: Policy) -> None:
        self._confinement, self.policy = confinement, policy

    def thorough(self) -> Programs:
        """Programs that may do the same, and of which every refused access is reported."""
        return Programs(self._confinement, replace(self.policy, thorough=True))

    def start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        descriptors: Mapping[int, int],
        *,
        devices: Sequence[str] = (),
        own_session: bool = True,
    ) -> Program:
        """Start a program; `descriptors` has the number of each open file there → here.

        Raises:
            ConfinementError: the supervisor does not start it.
        """
        return self._confinement.start(
            self.policy, command, environment, folder, descriptors,
            devices=devices, own_session=own_session,
        )  # fmt: skip

    def run(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        text: str = "",
        seconds: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, with `text` as its input; its processes then end, too.

        Raises:
            ConfinementError: the supervisor does not start it.
            subprocess.TimeoutExpired: it still runs after `seconds`.
        """
        with _file("input") as given, _file("output") as printed, _file("errors") as errors:
            os.pwrite(given, text.encode(), 0)
            descriptors = {0: given, 1: printed, 2: errors}
            program = self.start(command, environment, folder, descriptors)
            try:
                status = program.wait(seconds)
            finally:
                program.close()
            return subprocess.CompletedProcess(command, status, _text(printed), _text(errors))


@contextmanager
def _file(name: str) -> Iterator[int]:
    """A file in memory: unlike a pipe, a process that is left behind does not keep it open."""
    descriptor = os.memfd_create(name)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _text(descriptor: int) -> str:
    size = os.fstat(descriptor).st_size
    return os.pread(descriptor, size, 0).decode(errors="replace")
