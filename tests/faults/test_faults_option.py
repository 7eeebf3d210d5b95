"""The tests of faults run with `-m faults` only."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

from tests import ROOT

FILES = ("tests/faults/test_faults_option.py", "tests/faults/test_index_gone.py")


@cache
def collected(*arguments: str) -> str:
    """What pytest prints at the end of the collection of FILES."""
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "--collect-only", *arguments, *FILES]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout


@pytest.mark.parametrize("arguments", [(), ("-m", "not drift"), ("-k", "faults or index")])
def test_an_ordinary_run_deselects_them(arguments: tuple[str, ...]) -> None:
    assert "test_index_gone" not in collected(*arguments)
    assert "10 deselected" in collected(*arguments)


def test_the_marker_selects_them_alone() -> None:
    assert "test_index_gone.py" in collected("-m", "faults")
    assert "test_faults_option.py" not in collected("-m", "faults")
