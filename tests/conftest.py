"""One open sandbox for the tests that ask for it, in each process."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.world import Sandbox

Run = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A fresh world; tests that change it put it back or do not mind."""
    from tests.sandbox.world import Sandbox

    opened = Sandbox()
    yield opened
    opened.close()


@pytest.fixture
def shell(sandbox: Sandbox) -> Run:
    """Runs a command as the reader does and gives what came of it."""

    def run(command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", command], cwd=sandbox.folder, env=dict(sandbox.environment),
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run
