"""Runs a program to its end; the exception of a failed one has the program's own message."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

#: The limit for one program, in seconds.
SECONDS = 120.0


class CommandError(subprocess.CalledProcessError):
    """A program exited with an error; the message is one line and ends with the program's own."""

    def __str__(self) -> str:
        said = " ".join(str(self.stderr or self.stdout or "no message").split())
        status = f"signal {-self.returncode}" if self.returncode < 0 else f"{self.returncode}"
        return f"`{shlex.join(self.cmd)}` exited with {status}: {said}"


def run(
    command: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> str:
    """What the program printed, without the last newline.

    Raises:
        CommandError: it exited with an error.
        subprocess.TimeoutExpired: it was ended after `seconds`.
    """
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace",
        timeout=seconds, check=False,
    )  # fmt: skip
    return check(done)


def check(done: subprocess.CompletedProcess[str]) -> str:
    """What the program printed, without the last newline. Raises CommandError for a failed one."""
    if done.returncode:
        raise CommandError(done.returncode, list(done.args), done.stdout, done.stderr)
    return done.stdout.rstrip("\n")
