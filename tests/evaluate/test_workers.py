"""The number of workers, and the systems that the tests run on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import ROOT
from tests.evaluate.workers import MEMORY, unsupported, workers


@pytest.mark.parametrize(
    ("cores", "memory", "count"),
    [(1, 100 * MEMORY, 1), (2, 100 * MEMORY, 2), (16, 100 * MEMORY, 16), (16, 4 * MEMORY, 4),
     (16, MEMORY // 2, 1)],
)  # fmt: skip
def test_the_number_of_workers_is_limited_by_cores_and_memory(
    cores: int, memory: int, count: int
) -> None:
    assert workers(cores, memory) == count


def test_another_system_than_linux_is_refused_in_one_sentence() -> None:
    assert unsupported("linux") is None
    assert unsupported("darwin") == (
        "the tests run on Linux only, and this is darwin: run them in a container, see README.md"
    )


def test_a_page_that_does_not_exist_is_named() -> None:
    """With workers, pytest says only that no tests ran."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "docs/no-such-page.md"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "file or directory not found: docs/no-such-page.md" in done.stderr
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
