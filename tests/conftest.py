"""What is opened once in each process, for the tests that ask for it: a sandbox, a browser."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    from tests import browser_scene

    return browser_scene.build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    from tests import browser_scene

    with browser_scene.served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real one, without a window; closed with its file, as its event loop rules the thread."""
    from tests import browser_scene

    with browser_scene.chromium() as browser:
        yield browser
