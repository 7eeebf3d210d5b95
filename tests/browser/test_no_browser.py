"""Without a browser, the tests that need one are skipped with a summary, and fail in CI."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT, in_ci
from tests.browser import chromium

#: Playwright's driver is a Node.js program that needs libatomic, which a bare machine may lack.
DRIVER = subprocess.run(
    [sys.executable, "-m", "playwright", "--version"], capture_output=True, timeout=120
)
TESTS = "def test_one(browser): ...\ndef test_two(browser): ...\ndef test_other(): ...\n"


def _run(folder: Path, **variables: str) -> str:
    """The output of a run in which no program is on the PATH, and no host can be reached."""
    (folder / "test_browser.py").write_text(TESTS)
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {shlex.quote(str(ROOT))}\n")
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    nowhere = {"PATH": str(folder), "PLAYWRIGHT_BROWSERS_PATH": str(folder / "browsers"),
               "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9", "HOME": str(folder)}  # fmt: skip
    command = [sys.executable, "-m", "pytest", "-p", "tests.browser.fixtures", "-p", "no:xdist"]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider"], cwd=folder, env={**kept, **nowhere, **variables},
        capture_output=True, text=True, timeout=120, check=False,
    ).stdout  # fmt: skip


def test_the_summary_has_the_number_of_skipped_tests_the_reason_and_the_remedy(
    tmp_path: Path,
) -> None:
    printed = _run(tmp_path)
    assert "1 passed, 2 skipped" in printed
    section = printed.partition(" no browser ")[2].splitlines()
    reason, remedy = list(filter(None, section[1:]))[:2]
    if DRIVER.returncode:
        assert reason.startswith("2 tests were skipped: Playwright does not start: ")
    else:
        assert reason.startswith("2 tests were skipped: Playwright's installer: ")
        assert "ECONNREFUSED" in reason
    assert remedy == "install one: `uv run playwright install --with-deps chromium`"


@pytest.mark.skipif(DRIVER.returncode != 0, reason="no browser: Playwright does not start")
def test_in_ci_they_fail_and_the_program_that_does_not_start_is_named(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    printed = _run(tmp_path, CI="true")
    assert "1 passed, 2 errors" in printed
    assert f"no browser: {program} does not start: " in printed


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("TRUE", True), ("0", False), ("false", False), (" ", False),
     ("", False), (None, False)],
)  # fmt: skip
def test_only_1_and_true_mean_ci(
    value: str | None, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    if value is not None:
        monkeypatch.setenv("CI", value)
    assert in_ci() == expected


def test_without_a_browser_tests_are_skipped_when_ci_is_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The repository may be in a folder whose name has a quote and a blank."""
    link = tmp_path / "it's here"
    link.symlink_to(ROOT)
    monkeypatch.setattr(f"{__name__}.ROOT", link)
    folder = tmp_path / "run"
    folder.mkdir()
    assert "1 passed, 2 skipped" in _run(folder, CI="0")


@pytest.mark.skipif(DRIVER.returncode != 0, reason="no browser: Playwright does not start")
def test_a_browser_that_hangs_is_ended_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\nexec {shutil.which('sleep')} 1000\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.STARTING <= 30_000
    monkeypatch.setattr(chromium, "STARTING", 1_000)
    reason = rf"^{program} does not start: .*1000ms"
    with pytest.raises(chromium.NoBrowserError, match=reason), chromium.chromium():
        pass


@pytest.mark.skipif(DRIVER.returncode != 0, reason="no browser: Playwright does not start")
def test_the_reason_why_the_folder_of_the_browser_cannot_be_made_is_given(tmp_path: Path) -> None:
    """A run with a file in the folder's place ends with the same summary."""
    (tmp_path / "file").touch()
    printed = _run(tmp_path, PLAYWRIGHT_BROWSERS_PATH=str(tmp_path / "file/browsers"))
    assert "1 passed, 2 skipped" in printed
    reason = f"Playwright's installer cannot use {tmp_path}/file/browsers: Not a directory"
    assert f"2 tests were skipped: {reason}" in printed
