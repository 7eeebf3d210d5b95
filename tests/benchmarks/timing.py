"""Wall time of commands and functions, in seconds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests import ROOT


def seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def median(action: Callable[[], object], times: int, pause: float = 0) -> float:
    """The pause in seconds before each time does not count."""

    def timed() -> float:
        time.sleep(pause)
        return seconds(action)

    return statistics.median(timed() for _ in range(times))


def python(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Runs this interpreter with the arguments.

    Prints the output of a failed command and raises CalledProcessError, whose time is useless.
    """
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=3600
    )
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-2000:], file=sys.stderr)
    done.check_returncode()
    return done
