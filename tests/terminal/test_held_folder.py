"""A held folder is kept while its process runs, and removed after the process was killed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
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
