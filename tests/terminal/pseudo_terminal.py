"""A pseudo-terminal for the programs of a page, and the text that they print in it."""

from __future__ import annotations

import os
import re
import termios
from contextlib import suppress

ROWS, COLUMNS = 40, 120
#: The number of bytes kept from the end of a block's output.
KEPT = 32 * 1024 * 1024
#: The number of bytes at the end of the output in which a mark and a prompt are searched.
TAIL = 4096
#: ECMA-48 control sequences, operating system commands, and two-character escapes.
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_=>78])")


class PseudoTerminal:
    """A terminal of 40 rows and 120 columns, without echo and without translation of line ends.

    Without echo, the answer to a prompt does not appear in a report.
    """

    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        self.name = os.ttyname(self.slave)
        termios.tcsetwinsize(self.slave, (ROWS, COLUMNS))
        self._settings = termios.tcgetattr(self.slave)
        self._settings[1] &= ~termios.ONLCR
        self._settings[3] &= ~termios.ECHO
        os.set_blocking(self.master, False)
        self._shown = bytearray()
        self.reset()

    def reset(self) -> None:
        """Discard all output and unread input, and restore the terminal's settings."""
        self.read()
        self._shown.clear()
        termios.tcsetattr(self.slave, termios.TCSAFLUSH, self._settings)

    def read(self) -> bool:
        """Read the output so far; False when there is none."""
        found = False
        with suppress(BlockingIOError, OSError):
            while chunk := os.read(self.master, 65536):
                self._shown += chunk
                found = True
        del self._shown[:-KEPT]
        return found

    def type(self, keys: str) -> None:
        """Type `keys`. They are lost while the terminal's input buffer is full."""
        with suppress(BlockingIOError):
            os.write(self.master, keys.encode())

    def has_shown(self, mark: str) -> bool:
        """True when `mark` is at the end of the output. The block's output ends before it."""
        return mark.encode() in self._shown[-4 * len(mark) - TAIL :]

    @property
    def size(self) -> int:
        """The number of bytes printed since the last `reset`."""
        return len(self._shown)

    @property
    def text(self) -> str:
        """The text printed since the last `reset`, without control sequences."""
        return clean(self._shown.decode(errors="replace"))

    @property
    def last_line(self) -> str:
        """The unfinished line at the end, which is a prompt when a program waits for input."""
        return clean(self._shown[-TAIL:].decode(errors="replace")).rpartition("\n")[2]

    def close(self) -> None:
        """Close the terminal. Processes that still run in it receive SIGHUP."""
        for descriptor in (self.master, self.slave):
            with suppress(OSError):
                os.close(descriptor)


def clean(text: str) -> str:
    """The text without control sequences, and of each overwritten line only the last version."""
    plain = ESCAPES.sub("", text).replace("\r\n", "\n")
    if "\r" in plain:
        plain = re.sub(r"[^\n]*\r(?=[^\n])", "", plain).replace("\r", "")
    return plain.replace("\x07", "")
