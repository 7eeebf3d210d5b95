"""A preflight that is stopped, or finds no room, leaves nothing, and not the least change."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import ROOT
from tests.faults import full_disk, leftovers
from tests.preflight.specimens import specimen

#: The seconds of several runs, of which each has its own limit.
pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

_COMMAND = [sys.executable, "-m", "tests.preflight"]
_LIMIT = 240.0


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    (folder := tmp_path / "temporary").mkdir()
    return folder


def _state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The times and contents of all files."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def _in_a_job(repository: Path, temporary: Path) -> Iterator[subprocess.Popen[str]]:
    """The command, in a session of its own, once a job of its run has begun."""
    process = subprocess.Popen(
        [*_COMMAND, str(repository)], cwd=ROOT, text=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(temporary)},
        start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        assert any(line.startswith("…") for line in process.stderr)
        time.sleep(1)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=_LIMIT)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_stopped_command_leaves_nothing(tmp_path: Path, temporary: Path, name: str) -> None:
    """Its status is that of a program which the signal has ended, and it prints no traceback."""
    repository = specimen.make("good-release", tmp_path)
    before, number = _state(repository), signal.Signals[name]
    with _in_a_job(repository, temporary) as process:
        brands = leftovers.marks(temporary)
        process.send_signal(number)
        _, said = process.communicate(timeout=_LIMIT)
    assert process.returncode == 128 + number, said
    assert "Traceback" not in said
    assert leftovers.still_running(temporary, brands, 10) == {}
    assert list(temporary.iterdir()) == []
    assert _state(repository) == before


def test_what_a_killed_command_leaves_is_removed_by_the_next(
    tmp_path: Path, temporary: Path
) -> None:
    """Nothing can remove its own folder after SIGKILL; its programs end all the same."""
    repository = specimen.make("good-release", tmp_path)
    before = _state(repository)
    with _in_a_job(repository, temporary) as process:
        brands = leftovers.marks(temporary)
        process.kill()
    assert leftovers.still_running(temporary, brands, 60) == {}
    environment = {**os.environ, "TMPDIR": str(temporary)}
    done = subprocess.run(
        [*_COMMAND, str(repository)], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False, timeout=_LIMIT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []
    assert _state(repository) == before


def test_a_build_that_fills_the_disk_decides_nothing(tmp_path: Path, temporary: Path) -> None:
    repository = specimen.make("good-release", tmp_path)
    workflow = repository / ".github/workflows/release.yml"
    filling = "      - run: head -c 300M /dev/zero > filling\n      - run: uv build\n"
    workflow.write_text(workflow.read_text("utf-8").replace("      - run: uv build\n", filling))
    before = _state(repository)
    done = subprocess.run(
        [*full_disk.limited(temporary), *_COMMAND, str(repository)], cwd=ROOT, text=True,
        env={**os.environ, "TMPDIR": str(temporary)}, capture_output=True, check=False,
        timeout=_LIMIT,
    )  # fmt: skip
    assert done.returncode in (2, 3), done.stdout
    assert "no room" in done.stdout + done.stderr
    assert not re.search(r"Traceback", done.stdout + done.stderr), done.stderr
    assert list(temporary.iterdir()) == []
    assert _state(repository) == before
