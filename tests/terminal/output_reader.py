"""Watches a running block: takes its output, answers its prompts, ends its wait."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.terminal import processes
from tests.terminal.pseudo_terminal import Terminal

#: Seconds of silence before a prompt is answered, and between two looks at who waits.
QUIET, LOOK = 0.03, 0.25
#: Seconds that a program may wait for input that nobody knows, and to end once it got none.
PATIENCE, GRACE = 2.0, 3.0
#: Seconds that a block's last output may lag behind its end.
LAG = 2.0
END_OF_INPUT = "\x04"

Answer = Callable[[str], str | None]


@dataclass(frozen=True)
class RunningBlock:
    """Where a block runs: its terminal, its shell, and where the shell writes how it ended."""

    terminal: Terminal
    leader: int
    ended: int
    results: int


class OutputReader:
    """The wait for one block."""

    def __init__(self, block: RunningBlock, answer: Answer, seconds: float) -> None:
        self._of, self._answer, self._seconds = block, answer, seconds
        self._deadline = time.monotonic() + seconds
        self._asked_at = -1
        self._stuck_since: float | None = None
        #: Set when the block can no longer pass, the end of a sentence.
        self.problem: str | None = None

    def message(self) -> str | None:
        """What the shell wrote when the block ended; None when it must be or was ended."""
        poll, pause = self._poll(), QUIET
        while time.monotonic() < self._deadline:
            events = {descriptor for descriptor, _ in poll.poll(pause * 1000)}
            if self._of.results in events:
                return os.read(self._of.results, 65536).decode(errors="replace") or None
            if self._of.ended in events:
                return None
            heard = self._of.terminal.take()
            if not heard and (pause == LOOK or self._of.terminal.last_line):
                self._look()
            pause = QUIET if heard else LOOK
        self.problem = self.problem or f"still ran after {self._seconds:g} s and was ended"
        return None

    def _poll(self) -> select.poll:
        poll = select.poll()
        for descriptor in (self._of.terminal.master, self._of.ended, self._of.results):
            poll.register(descriptor, select.POLLIN)
        return poll

    def _look(self) -> None:
        """Answers the prompt, if there is one and somebody knows; else notes who is stuck."""
        terminal = self._of.terminal
        known = self._answer_to_prompt()
        if known is not None:
            self._asked_at, self._stuck_since = terminal.size, None
            terminal.type(known + "\n")
        elif not processes.waits_for(terminal.name, self._of.leader):
            self._stuck_since = None
        elif self.problem is not None:
            terminal.type(END_OF_INPUT)
        else:
            self._give_up_on_input()

    def _answer_to_prompt(self) -> str | None:
        """What to type behind the unfinished line, unless it was answered already."""
        prompt = self._of.terminal.last_line
        if self.problem or not prompt or self._of.terminal.size == self._asked_at:
            return None
        return self._answer(prompt)

    def _give_up_on_input(self) -> None:
        """Gives the block up when it has waited long enough; then it reads an end of input."""
        now = time.monotonic()
        self._stuck_since = self._stuck_since or now
        if now - self._stuck_since < PATIENCE:
            return
        prompt = self._of.terminal.last_line.strip()
        behind = f"behind `{prompt}`" if prompt else "without a prompt"
        self.problem = f"waits for input {behind}, and nobody knows what to type"
        self._deadline = min(self._deadline, now + GRACE)


def drain(terminal: Terminal, mark: str) -> None:
    """Takes the output that is still on its way: all of it stands before `mark`."""
    deadline = time.monotonic() + LAG
    while not terminal.ends_with(mark) and time.monotonic() < deadline:
        select.select([terminal.master], [], [], 0.05)
        terminal.take()
