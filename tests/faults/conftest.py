"""The rounds of the killed runs, and the copy of the repository that they run in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.checkout import Checkout

#: The argument of a test that runs once for each killed run.
ROUND = "killed_round"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A copy of this repository, for one module."""
    return Checkout(tmp_path_factory.mktemp("copy"))


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """An empty folder for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if ROUND in metafunc.fixturenames:
        metafunc.parametrize(ROUND, range(metafunc.config.getoption("killed_runs")))
