"""The programs on the PATH of the reader's shell, and their places on this machine."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from tests.sandbox import command

#: The folder of the programs that wheels in this virtual environment install.
SCRIPTS = Path(sysconfig.get_path("scripts"))
#: Programs that the reader installs first; the blocks of the pages install the others.
FROM_WHEELS = ("act", "gh", "uv", "uvx")
FROM_SYSTEM = ("bash", "git")
#: All that a runner of the reader's own has, in the folder `OWN_MACHINE` of the programs.
_OWN_MACHINE = ("bash", "sh", "cat", "cp", "git", "mkdir", "rm", "sleep")
OWN_MACHINE = "own-machine"
#: act starts Node.js for each action to print its path, which takes 40 ms of processor time. This
#: script prints the path itself.
_NODE = """\
[ "$*" != "--no-warnings -e console.log(process.execPath)" ] || exec echo "{node}"
exec "{node}" "$@"\
"""

#: `-m pip` runs the pip that this project locks: a machine's own may be years older. pip itself
#: runs its `__pip-runner__.py` so, for `--python`.
_PYTHON = """\
if [ "${{1-}} ${{2-}}" = "-m pip" ]; then shift 2; exec "{python}" "{pip}" "$@"; fi
exec "{python}" "$@"\
"""


class MissingProgramError(RuntimeError):
    """A program that the sandbox needs is not on the machine; the message names it."""


def script(name: str) -> Path:
    """The path of a program in this virtual environment.

    Raises:
        MissingProgramError: it is not installed.
    """
    path = SCRIPTS / name
    if not path.exists():
        raise MissingProgramError(f"{name} is not in {SCRIPTS.name}/: run `uv sync`")
    return path


def base_interpreter() -> Path:
    """The Python with which this virtual environment was made."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def pip() -> Path:
    """The script with which another Python runs the pip of this virtual environment.

    Raises:
        MissingProgramError: it is not installed.
    """
    found = find_spec("pip")
    if found is None or found.origin is None:
        raise MissingProgramError("pip is not in the virtual environment: run `uv sync`")
    runner = Path(found.origin).with_name("__pip-runner__.py")
    if not Path(cache_from_source(str(runner))).exists():
        # The programs of a sandbox cannot write there, so they would compile it each time.
        command.run([str(base_interpreter()), "-m", "compileall", "-q", str(runner.parent)])
    return runner


def system(name: str) -> Path:
    """The path of a program on the machine's PATH.

    Raises:
        MissingProgramError: it is not there.
    """
    found = shutil.which(name)
    if found is None:
        raise MissingProgramError(f"{name} is not on this machine: install it, then try again")
    return Path(found)


def fill(folder: Path) -> None:
    """Fill `folder`, the shell's first PATH entry, with links to the programs and one Python."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FROM_WHEELS:
        os.symlink(script(name), folder / name)
    for name in FROM_SYSTEM:
        os.symlink(system(name), folder / name)
    own_machine = folder / OWN_MACHINE
    own_machine.mkdir()
    for name in _OWN_MACHINE:
        os.symlink(system(name), own_machine / name)
    python = _PYTHON.format(python=base_interpreter(), pip=pip())
    for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
        _write(folder / name, python)
    (folder / ".curlrc").touch()
    if node := shutil.which("node"):
        _write(folder / "node", _NODE.format(node=node))


def _write(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
