"""The time limit of a test: one ordinary failure, with and without workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.example_guide import Guide, fence

LIMIT = ("-o", "timeout=2", "-o", "timeout_method=signal", "-o", "guide_fence_seconds=60")
_TESTS = """
import threading, time

def test_that_waits_in_a_lock():
    threading.Event().wait()

def test_after_it():
    pass
"""


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_fence_beyond_the_limit_is_one_failure_and_the_page_goes_on(
    tmp_path: Path, workers: str
) -> None:
    """Its shell is ended, and the next fence has a new one, as after a block that ends it."""
    guide = Guide(tmp_path).write(
        a=fence("bash", "sleep 100") + fence("bash", "true") + fence("bash", "false")
    )
    out = guide.pytest("-q", "-rf", "-n", workers, *LIMIT)
    assert "Timeout (>2.0s) from pytest-timeout." in out
    assert "(in a new shell: docs/a.md:1 ended the page's own)" in out
    assert "2 failed, 1 passed" in out
    assert [one["verdict"] for one in guide.ledger()["fences"]] == ["failed", "ran", "failed"]


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_test_beyond_the_limit_is_one_failure_and_the_run_goes_on(
    tmp_path: Path, workers: str
) -> None:
    """The worker does not end: the next test runs in it."""
    (tmp_path / "test_it.py").write_text(_TESTS)
    out = Guide(tmp_path).pytest("-q", "-rf", "-n", workers, *LIMIT, "test_it.py")
    assert "FAILED test_it.py::test_that_waits_in_a_lock - Failed: Timeout (>2.0s)" in out
    assert "1 failed, 1 passed" in out and "crashed" not in out


def test_every_test_of_this_project_has_the_limit(pytestconfig: pytest.Config) -> None:
    assert float(pytestconfig.getini("timeout")) == 300
    assert pytestconfig.getini("timeout_method") == "signal"
