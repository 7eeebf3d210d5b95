"""The summary of the rows that agree, with workers that alone have loaded the conftest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

_CONFTEST = """
def pytest_runtest_setup(item):
    item.user_properties.append(("agreement", ("mint", item.name[5:6])))
"""
_TESTS = "def test_a1(): ...\ndef test_a2(): assert 0\ndef test_b1(): ...\n"


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_summary_counts_the_rows_of_all_processes(tmp_path: Path, workers: str) -> None:
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n")
    (tmp_path / "tests/rows").mkdir(parents=True)
    (tmp_path / "tests/rows/conftest.py").write_text(_CONFTEST)
    (tmp_path / "tests/rows/test_it.py").write_text(_TESTS)
    options = ["-n", workers, "-p", "tests.contracts.agreement", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "tests"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "mint: 2 of 3 (66.7%)" in done.stdout, done.stdout
    assert "    a: 1 of 2 (50%)" in done.stdout and "    b: 1 of 1 (100%)" in done.stdout


def test_every_run_of_this_project_has_the_plugin(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.has_plugin("tests.contracts.agreement")
