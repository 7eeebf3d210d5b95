"""A held folder is kept while its process runs, and removed after the process was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests import ROOT
from tests.terminal.held_folder import HeldFolder, remove_abandoned

PREFIX = "held-"
_KILLED = f"""
import os
from tests.terminal.held_folder import HeldFolder
print(HeldFolder({PREFIX!r}).path, flush=True)
os.kill(os.getpid(), 9)
"""
_KILLED_WHILE_IT_REMOVES = f"""
import os, sys
from tests.terminal.held_folder import HeldFolder
def kill_after_a_while(event, arguments, left=[int(sys.argv[1])]):
    left[0] -= event == "os.remove"
    if event == "os.remove" and left[0] < 0:
        os.kill(os.getpid(), 9)
held = HeldFolder({PREFIX!r})
for number in range(21):
    (held.path / str(number)).touch()
sys.addaudithook(kill_after_a_while)
held.remove()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A separate temporary folder for this process and those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_folder_in_use_is_not_removed() -> None:
    """The lock also excludes the process that holds it."""
    held = HeldFolder(PREFIX)
    remove_abandoned(PREFIX)
    assert held.path.is_dir()
    held.remove()
    assert not held.path.exists()


def test_the_folder_of_a_killed_process_is_removed() -> None:
    command = [sys.executable, "-c", _KILLED]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    folder = Path(printed.strip())
    seen: list[Path] = []
    assert folder.is_dir()
    remove_abandoned(PREFIX, before=seen.append)
    assert not folder.exists()
    assert seen == [folder]


@pytest.mark.parametrize("name", ["held-1-x", "held-999999999-x"])
def test_a_folder_with_the_prefix_and_without_a_lock_is_not_removed(
    temporary: Path, name: str
) -> None:
    """A process id in the name is ignored: it may be another container's."""
    (temporary / name).mkdir()
    remove_abandoned(PREFIX)
    assert (temporary / name).is_dir()


@pytest.mark.parametrize("removals", [1, 10, 20, 21])
def test_a_folder_whose_removal_was_killed_is_removed_later(temporary: Path, removals: int) -> None:
    """Its lock file is the last to go; in any other order, such a folder could stay for ever."""
    command = [sys.executable, "-c", _KILLED_WHILE_IT_REMOVES, str(removals)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    (left,) = temporary.iterdir()
    assert len(list(left.iterdir())) == 22 - removals
    remove_abandoned(PREFIX)
    assert not left.exists()


def test_a_folder_that_was_never_locked_is_removed_after_an_hour(temporary: Path) -> None:
    """Its process was killed before it took the lock; a time in the future counts as old, too."""
    for name, age in (("old", 7200), ("future", -7200), ("new", 0)):
        folder = temporary / f"new-{PREFIX}{name}"
        folder.mkdir()
        os.utime(folder, (time.time() - age, time.time() - age))
    remove_abandoned(PREFIX)
    assert [path.name for path in temporary.iterdir()] == [f"new-{PREFIX}new"]
