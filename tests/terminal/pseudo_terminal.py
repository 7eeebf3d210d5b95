"""A pseudo-terminal: what a reader's program sees as its window, and what it printed there."""

from __future__ import annotations

import os
import re
import termios
from contextlib import suppress

ROWS, COLUMNS = 40, 120
#: More than this of one block's output is not kept; the end is.
KEPT = 32 * 1024 * 1024
#: ECMA-48 control sequences, operating system commands, and two-character escapes.
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_=>78])")


class Terminal:
    """A window of 40 rows by 120 columns that echoes nothing and leaves line ends alone.

    What is typed here is shown by no echo, so that a prompt's answer never enters a report.
    """

    def __init__(self) -> None:
        self.master, self._slave = os.openpty()
        self.name = os.ttyname(self._slave)
        termios.tcsetwinsize(self._slave, (ROWS, COLUMNS))
        self._settings = termios.tcgetattr(self._slave)
        self._settings[1] &= ~termios.ONLCR
        self._settings[3] &= ~termios.ECHO
        os.set_blocking(self.master, False)
        self._shown = bytearray()
        self.renew()

    def renew(self) -> None:
        """Forgets what was shown and typed, and undoes what a program set."""
        self.take()
        self._shown.clear()
        termios.tcsetattr(self._slave, termios.TCSAFLUSH, self._settings)

    def take(self) -> bool:
        """Reads what was printed meanwhile; True when there was something."""
        taken = False
        with suppress(BlockingIOError, OSError):
            while chunk := os.read(self.master, 65536):
                self._shown += chunk
                taken = True
        del self._shown[:-KEPT]
        return taken

    def type(self, keys: str) -> None:
        """Types `keys`; a program that reads nothing while its line is full gets no more."""
        with suppress(BlockingIOError):
            os.write(self.master, keys.encode())

    def ends_with(self, mark: str) -> bool:
        """True when `mark` has come; everything before it came from the block."""
        return mark.encode() in self._shown[-4 * len(mark) - 4096 :]

    @property
    def size(self) -> int:
        """How many bytes were shown since the last `renew`."""
        return len(self._shown)

    @property
    def text(self) -> str:
        """What was shown since the last `renew`, without control sequences."""
        return clean(self._shown.decode(errors="replace"))

    @property
    def last_line(self) -> str:
        """The unfinished line at the end: a prompt, when somebody waits."""
        return clean(self._shown[-4096:].decode(errors="replace")).rpartition("\n")[2]

    def close(self) -> None:
        """Hangs up: whoever still runs in this terminal gets SIGHUP."""
        for descriptor in (self.master, self._slave):
            with suppress(OSError):
                os.close(descriptor)


def clean(text: str) -> str:
    """The text as it stands on the screen: no colours, an overwritten line in its last state."""
    plain = ESCAPES.sub("", text).replace("\r\n", "\n")
    if "\r" in plain:
        plain = re.sub(r"[^\n]*\r(?=[^\n])", "", plain).replace("\r", "")
    return plain.replace("\x07", "")
