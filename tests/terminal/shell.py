"""One persistent bash in a terminal: the reader's, for one page."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.terminal import processes
from tests.terminal.output_reader import Answer, OutputReader, RunningBlock, drain
from tests.terminal.pseudo_terminal import Terminal

LOOP = Path(__file__).with_name("loop.bash")
#: How bash prefixes its own errors in a sourced block, where a reader's terminal says `bash: `.
PREFIX = re.compile(r"^/dev/fd/202: line \d+: ", re.MULTILINE)


@dataclass(frozen=True)
class Result:
    """How a block ended. `problem` is the end of a sentence when it did not run to its end.

    `line` is the line of the block (from 1) whose command failed, None when that is not known.
    """

    status: int | None
    output: str
    line: int | None = None
    problem: str | None = None

    @property
    def passed(self) -> bool:
        """True when the block ran to its end and its last command succeeded."""
        return self.status == 0 and self.problem is None


class Shell:
    """A bash that keeps its folder, variables and functions from block to block.

    `seconds` is the limit of one block. A block that passes it, or that ends the shell, leaves
    `alive` False; a new Shell is then needed. `folder` is where the shell is now.
    """

    def __init__(
        self, variables: Mapping[str, str], folder: Path, answer: Answer, seconds: float
    ) -> None:
        self.folder, self.alive = folder, True
        self._answer, self._seconds, self._count = answer, seconds, 0
        self._terminal = Terminal()
        self._block, self._notes = os.memfd_create("block"), os.memfd_create("notes")
        orders, self._orders = os.pipe()
        self._results, results = os.pipe()
        passed = (orders, results, self._block, self._notes)
        self._bash = subprocess.Popen(
            ["bash", "--noprofile", "--norc", LOOP, self._terminal.name, *map(str, passed)],
            env=dict(variables), cwd=folder, pass_fds=passed, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._ended = os.pidfd_open(self._bash.pid)
        os.close(orders)
        os.close(results)

    def run(self, text: str) -> Result:
        """Runs a block to its end, its limit, or a prompt that nobody can answer."""
        self._order(text)
        where = RunningBlock(self._terminal, self._bash.pid, self._ended, self._results)
        reader = OutputReader(where, self._answer, self._seconds)
        message = reader.message()
        if message is None:
            return self._lost(reader.problem)
        _, status, folder = message.rstrip("\n").split(" ", 2)
        self.folder = Path(folder)
        drain(self._terminal, f"\x1b]{self._count}\a")
        return Result(int(status), self._output, self._failed_line(), reader.problem)

    def end(self) -> None:
        """Kills the shell's whole session; background jobs belong to it."""
        self.alive = False
        processes.end(lambda: processes.session(self._bash.pid))
        self._bash.wait()

    def close(self) -> None:
        """Ends everything that the page left running and hangs up."""
        self.end()
        self._terminal.close()
        for descriptor in (self._block, self._notes, self._orders, self._results, self._ended):
            os.close(descriptor)

    def _order(self, text: str) -> None:
        """Tells the shell to source `text`."""
        self._count += 1
        self._terminal.renew()
        for file in (self._notes, self._block):
            os.ftruncate(file, 0)
        os.pwrite(self._block, text.encode(), 0)
        with suppress(BrokenPipeError):  # the shell's end is seen by the watch
            os.write(self._orders, f"{self._count}\n".encode())

    def _lost(self, problem: str | None) -> Result:
        """The result of a block that ended the shell, or that ran out of time."""
        if problem is None:
            code = self._bash.wait()
            how = f"exit status {code}" if code >= 0 else f"signal {-code}"
            problem = f"ended the shell ({how})"
        self.end()
        self._terminal.take()
        return Result(None, self._output, self._failed_line(), problem)

    def _failed_line(self) -> int | None:
        """The first line that was noted."""
        noted = os.pread(self._notes, 32, 0).split(b"\n")[0]
        return int(noted) if noted.isdigit() else None

    @property
    def _output(self) -> str:
        return PREFIX.sub("bash: ", self._terminal.text)
