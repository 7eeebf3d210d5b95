"""Wait for a running block: read its output, answer its prompts, stop at its time limit."""

from __future__ import annotations

import os
import secrets
import select
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tests.terminal import processes
from tests.terminal.pseudo_terminal import PseudoTerminal

#: Seconds without output before a prompt is answered.
ANSWER_DELAY = 0.03
#: Seconds between two checks whether a program waits for input.
CHECK_INTERVAL = 0.25
#: Seconds that a program may wait for input when the environment has no answer.
INPUT_TIMEOUT = 2.0
#: Seconds in which such a block must end after it has received an end of input.
END_TIMEOUT = 3.0
#: Seconds after a block's result in which the rest of its output must arrive.
FLUSH_TIMEOUT = 2.0
END_OF_INPUT = "\x04"

#: Returns the text to type at a prompt, None for an unknown prompt.
Answer = Callable[[str], str | None]


@dataclass(frozen=True)
class RunningBlock:
    """A block's terminal and descriptors. `leader` is the process id of the session's shell.

    `ended` is readable after the shell has ended (a pidfd). `results` has one message after the
    block has ended.
    """

    terminal: PseudoTerminal
    leader: int
    ended: int
    results: int


class OutputReader:
    """Waits for one block, `seconds` at most."""

    def __init__(self, block: RunningBlock, answer: Answer, seconds: float) -> None:
        self._block, self._answer, self._seconds = block, answer, seconds
        self._deadline = time.monotonic() + seconds
        #: The size of the output at the last answer: a prompt is answered once.
        self._answered_at = -1
        self._waiting_since: float | None = None
        self._received = b""
        #: The end of a sentence, once the block can no longer pass.
        self.problem: str | None = None

    def message(self) -> str | None:
        """The shell's message at the end of the block; None when the shell ended or must end."""
        poll, pause = self._poll(), ANSWER_DELAY
        while time.monotonic() < self._deadline:
            events = {descriptor for descriptor, _ in poll.poll(pause * 1000)}
            if self._block.results in events:
                self._received = os.read(self._block.results, 65536)
                return self._received.partition(b"\0")[0].decode(errors="replace") or None
            if self._block.ended in events:
                return None
            printed = self._block.terminal.read()
            if not printed and (pause == CHECK_INTERVAL or self._block.terminal.last_line):
                self._check_input()
            pause = ANSWER_DELAY if printed else CHECK_INTERVAL
        self.problem = self.problem or f"still ran after {self._seconds:g} s and was ended"
        return None

    def is_the_only_message(self, numbers: int) -> bool:
        """Whether the shell itself has sent the message, and the block none of its own.

        The shell repeats a word that is written to `numbers` after it has sent its message.
        """
        word = secrets.token_hex(8).encode()
        with suppress(BrokenPipeError):
            os.write(numbers, word + b"\n")
        deadline = time.monotonic() + FLUSH_TIMEOUT
        while not self._received.endswith(word + b"\0") and time.monotonic() < deadline:
            if select.select([self._block.results], [], [], FLUSH_TIMEOUT)[0]:
                part = os.read(self._block.results, 65536)
                self._received += part
                if not part:
                    break
        messages = self._received.split(b"\0")
        return messages[1:] == [word, b""]

    def _poll(self) -> select.poll:
        poll = select.poll()
        for descriptor in (self._block.terminal.master, self._block.ended, self._block.results):
            poll.register(descriptor, select.POLLIN)
        return poll

    def _check_input(self) -> None:
        """Answer a known prompt; otherwise measure how long a program has waited for input."""
        terminal = self._block.terminal
        answer = self._answer_to_prompt()
        if answer is not None:
            self._answered_at, self._waiting_since = terminal.size, None
            terminal.type(answer + "\n")
        elif not processes.waits_for(terminal.name, self._block.leader):
            self._waiting_since = None
        elif self.problem is not None:
            terminal.type(END_OF_INPUT)
        else:
            self._fail_after_timeout()

    def _answer_to_prompt(self) -> str | None:
        """The text to type after the unfinished line; None when it has been typed already."""
        prompt = self._block.terminal.last_line
        if self.problem or not prompt or self._block.terminal.size == self._answered_at:
            return None
        return self._answer(prompt)

    def _fail_after_timeout(self) -> None:
        """Fail a block that has waited for INPUT_TIMEOUT; it then receives an end of input."""
        now = time.monotonic()
        self._waiting_since = self._waiting_since or now
        if now - self._waiting_since < INPUT_TIMEOUT:
            return
        prompt = self._block.terminal.last_line.strip()
        where = f"after `{prompt}`" if prompt else "without a prompt"
        self.problem = f"waits for input {where}, and the environment has no answer"
        self._deadline = min(self._deadline, now + END_TIMEOUT)


def read_until(terminal: PseudoTerminal, mark: str) -> None:
    """Read the rest of the output, which ends with `mark`."""
    deadline = time.monotonic() + FLUSH_TIMEOUT
    while not terminal.has_shown(mark) and time.monotonic() < deadline:
        select.select([terminal.master], [], [], 0.05)
        terminal.read()
