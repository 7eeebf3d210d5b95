"""Compiles the installed packages and the tests in the background, once for an environment.

Programs in a sandbox cannot write beside the packages that they import. Without compiled files,
each start of the publishing action compiles a thousand modules: 2 seconds of its 2.6.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

from tests import ROOT

PACKAGES = Path(sysconfig.get_path("purelib"))
#: Keeps when the packages had last changed as all were compiled.
_DONE = Path(sys.prefix) / "compiled"
#: The least share of the processor: a run does not wait for it.
_NICENESS = 19
_PR_SET_PDEATHSIG = 1
_END_TIMEOUT = 10.0


class Compilation:
    """A process that compiles what is not compiled yet, until `end` or the end of this process."""

    def __init__(self, *folders: Path) -> None:
        command = [sys.executable, "-m", "compileall", "-qq", *map(str, folders)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT,
            stderr=subprocess.DEVNULL, preexec_fn=_yield,
        )  # fmt: skip

    def wait(self, seconds: float) -> None:
        """Raises subprocess.TimeoutExpired."""
        self._process.wait(seconds)

    def end(self) -> bool:
        """Whether all is compiled. If not, what is compiled stays, and a later run goes on."""
        done = self._process.poll() is not None
        self._process.kill()
        self._process.wait(_END_TIMEOUT)
        return done


def _yield() -> None:
    os.nice(_NICENESS)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def needed() -> bool:
    """Whether packages have been installed since the last compilation, if their place is known."""
    done = _DONE.read_text(encoding="utf-8") if _DONE.exists() else ""
    return sys.pycache_prefix is None and done != _changed()


def begin() -> Compilation:
    """Compile all that a run imports."""
    return Compilation(PACKAGES, ROOT / "tests", ROOT / "overrides")


def end(compilation: Compilation) -> None:
    """End it, and remember when all was compiled."""
    if compilation.end():
        with suppress(OSError):  # Of an environment that nobody may change, each run looks.
            _DONE.write_text(_changed(), encoding="utf-8")


def _changed() -> str:
    return str(PACKAGES.stat().st_mtime_ns)
