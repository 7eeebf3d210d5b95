"""A file is replaced in one step; what is left of a failed or killed write does not stay."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import ROOT
from tests.terminal.whole_file import remove_parts, whole_file

_KILLED = """
import os, sys
from pathlib import Path
from tests.terminal.whole_file import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"half")
    os.kill(os.getpid(), 9)
"""
#: The limit stands for a full disk: both end a write after a part of it.
_TOO_LARGE = """
import resource, signal, sys
from pathlib import Path
from tests.terminal.whole_file import whole_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"x" * 100_000)
"""


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, str(path)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )


def test_after_a_write_that_fails_the_old_file_is_there_and_no_part(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    assert "File too large" in run(_TOO_LARGE, file).stderr
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_the_part_of_a_killed_process_is_removed_when_it_is_an_hour_old(tmp_path: Path) -> None:
    """A younger one may be another process's. A time in the future is not one."""
    run(_KILLED, tmp_path / "file")
    (part,) = tmp_path.iterdir()
    remove_parts(tmp_path)
    assert part.exists()
    for hours in (-2, 2):
        part.touch()
        os.utime(part, (time.time() + hours * 3600,) * 2)
        remove_parts(tmp_path)
        assert not part.exists()


def test_the_mode_of_a_file_is_that_of_other_files(tmp_path: Path) -> None:
    with whole_file(tmp_path / "file") as file:
        file.write(b"whole")
    assert (tmp_path / "file").read_bytes() == b"whole"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_an_interrupted_block_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "file") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
