"""A persistent bash in a pseudo-terminal: the shell of one page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.confinement.programs import Programs
from tests.lint.syntax import program_names
from tests.terminal import notes
from tests.terminal.notes import Notes
from tests.terminal.output_reader import Answer, OutputReader, RunningBlock, read_until
from tests.terminal.pseudo_terminal import PseudoTerminal

LOOP = Path(__file__).with_name("loop.bash")
#: The prefix of bash's own errors in a sourced block; an interactive bash prints `bash: `.
PREFIX = re.compile(r"^/dev/fd/202: line \d+: ", re.MULTILINE)

FORGED = "wrote its own result to a descriptor of the test"


@dataclass(frozen=True)
class Result:
    """The result of a block. `problem` is the end of a sentence when it did not run to its end."""

    status: int | None
    output: str
    notes: Notes = field(default_factory=Notes)
    problem: str | None = None

    @property
    def line(self) -> int | None:
        """The line of the block, from 1, whose command failed; None when it is not known."""
        return self.notes.failed

    @property
    def passed(self) -> bool:
        """True when the block ran to its end and no command failed, also none in a subshell."""
        return (self.status, self.problem, self.line) == (0, None, None)


class Shell:
    """A bash that keeps its folder, variables and functions from block to block.

    `seconds` is the time limit of one block. `folder` is the shell's current folder. `alive` is
    False once a block has exceeded the limit or ended the shell; a new Shell is then needed.
    """

    def __init__(
        self,
        programs: Programs,
        variables: Mapping[str, str],
        folder: Path,
        answer: Answer,
        seconds: float,
    ) -> None:
        self.folder, self.alive = folder, True
        self._answer, self._seconds, self._count = answer, seconds, 0
        self._terminal = PseudoTerminal()
        self._block, self._notes = os.memfd_create("block"), os.memfd_create("notes")
        numbers, self._numbers = os.pipe()
        self._results, results = os.pipe()
        self._bash = programs.start(
            [_path_of_bash(variables), "--noprofile", "--norc", str(LOOP), self._terminal.name],
            variables, folder,
            {200: numbers, 201: results, 202: self._block, 204: self._notes},
            devices=[self._terminal.name],
        )  # fmt: skip
        os.close(numbers)
        os.close(results)

    def run(self, text: str) -> Result:
        """Run a block to its end, its time limit, or a prompt without an answer."""
        self._start(text)
        block = RunningBlock(self._terminal, self._bash.pid, self._bash.ended, self._results)
        reader = OutputReader(block, self._answer, self._seconds)
        message = reader.message()
        if message is None:
            return self._end_of_shell(reader.problem)
        if not reader.is_the_only_message(self._numbers):
            reader.problem = reader.problem or FORGED
            return self._end_of_shell(reader.problem)
        _, status, folder = message.split(" ", 2)
        self.folder = Path(folder)
        read_until(self._terminal, f"\x1b]{self._count}\a")
        return Result(int(status), self._output, self._read_notes(), reader.problem)

    def end(self) -> None:
        """Kill the shell and all that it has started, also in sessions of their own."""
        self.alive = False
        self._bash.end()

    def close(self) -> None:
        """Kill everything that the page left running, and close the terminal."""
        self.alive = False
        self._bash.close()
        self._terminal.close()
        for descriptor in (self._block, self._notes, self._numbers, self._results):
            os.close(descriptor)

    def _start(self, text: str) -> None:
        """Make the shell source `text`."""
        self._count += 1
        self._terminal.reset()
        for file in (self._notes, self._block):
            os.ftruncate(file, 0)
        os.pwrite(self._block, text.encode(), 0)
        with suppress(BrokenPipeError):  # OutputReader reports that the shell has ended.
            words = [str(self._count), *program_names(text)]
            os.write(self._numbers, f"{' '.join(words)}\n".encode())

    def _end_of_shell(self, problem: str | None) -> Result:
        """End the shell after a block that ended it or was stopped; return the block's result."""
        if problem is None:
            code = self._bash.wait()
            how = f"exit status {code}" if code >= 0 else f"signal {-code}"
            problem = f"ended the shell ({how})"
        self.end()
        self._terminal.read()
        return Result(None, self._output, self._read_notes(), problem)

    def _read_notes(self) -> Notes:
        size = os.fstat(self._notes).st_size
        return notes.read(os.pread(self._notes, size, 0).decode(errors="replace"))

    @property
    def _output(self) -> str:
        return PREFIX.sub("bash: ", self._terminal.text)


def _path_of_bash(variables: Mapping[str, str]) -> str:
    """The bash of the shell's own PATH."""
    return shutil.which("bash", path=variables.get("PATH", os.defpath)) or "/bin/bash"
