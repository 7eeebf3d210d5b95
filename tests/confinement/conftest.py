"""Fixtures for tests of the confinement."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.confinement.programs import Programs

#: Runs a command with bash, in the folder in which it may write.
RunCommand = Callable[[str], subprocess.CompletedProcess[str]]

#: What the code of `run_python` uses.
_MODULES = "import ctypes, mmap, os, socket, struct, sys, threading\n"


def run_python(run: RunCommand, code: str) -> str:
    """What a confined Python printed."""
    return run(f"\"{sys.executable}\" - <<'END'\n{_MODULES}{code}\nEND").stdout.strip()


def wait_until(ready: Callable[[], bool]) -> bool:
    """Whether it became ready within five seconds."""
    deadline = time.monotonic() + 5
    while not ready() and time.monotonic() < deadline:
        time.sleep(0.02)
    return ready()


@pytest.fixture
def run(confined_programs: Programs, tmp_path: Path) -> RunCommand:
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}

    def run(command: str) -> subprocess.CompletedProcess[str]:
        return confined_programs.run(["/bin/bash", "-c", command], variables, tmp_path, seconds=20)

    return run


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of somebody else, with a file in it."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "secret").write_text("not for programs\n")
    return folder


@pytest.fixture
def listener() -> Iterator[int]:
    """The port of a listener on loopback that is not the sandbox's."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
