"""Runs that are ended, that meet, or that leave something behind: nothing outlives them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.evaluate.example_guide import Guide, fence
from tests.terminal.processes import alive


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """An empty guide with a place for temporary files beside it."""
    (tmp_path / "tmp").mkdir()
    return Guide(tmp_path)


def wait_for(ready: Callable[[], object]) -> None:
    """Waits until something is so, ten seconds at most."""
    deadline = time.monotonic() + 10
    while not ready():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def test_two_runs_at_once_do_not_meet(guide: Guide) -> None:
    """Each has a world of its own; the ledger is one of theirs, whole."""
    guide.write(a=fence("bash", "test ! -e ~/here", "touch ~/here", "sleep 1"))
    both = [guide.start("-q"), guide.start("-q")]
    assert all("1 passed" in run.communicate(timeout=60)[0] for run in both)
    assert len(guide.ledger()["fences"]) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_no_process_and_the_next_passes(
    guide: Guide, number: signal.Signals
) -> None:
    """A polite end leaves no folder either; what SIGKILL leaves, the next run removes."""
    temporary, pid = str(guide.root / "tmp"), guide.root / "pid"
    guide.write(a=fence("bash", f"sleep 66 & echo $! > {pid}.part; mv {pid}.part {pid}; wait"))
    run = guide.start("-q", TMPDIR=temporary)
    wait_for(pid.exists)
    os.kill(run.pid, number)
    run.communicate(timeout=30)
    wait_for(lambda: not alive(int(pid.read_text())))
    assert number == signal.SIGKILL or guide.leftovers() == []
    assert "1 passed" in guide.write(a=fence("bash", "true")).pytest("-q", TMPDIR=temporary)
    assert guide.leftovers() == []


def test_a_daemon_that_leaves_its_session_is_ended_with_the_run(guide: Guide) -> None:
    """Even one that no longer belongs to the page's terminal."""
    pid = guide.root / "pid"
    guide.write(a=fence("bash", f"setsid sh -c 'echo $$ > {pid}; exec sleep 67' & sleep 0.3"))
    assert "1 passed" in guide.pytest("-q")
    assert not alive(int(pid.read_text()))


def test_the_reader_s_own_home_is_left_alone(guide: Guide) -> None:
    """Settings there would break git and pip if anybody read them, and nothing is written."""
    home = guide.root / "reader"
    home.mkdir()
    for name in (".gitconfig", ".pypirc", ".bashrc", ".profile"):
        (home / name).write_text("[broken\nexit 9\n")
    guide.write(a=fence("bash", "git init -q .", "git config user.name x", "touch ~/mine"))
    before = {path.name: path.stat().st_mtime_ns for path in home.iterdir()}
    assert "1 passed" in guide.pytest("-q", HOME=str(home), BASH_ENV=str(home / ".bashrc"))
    assert {path.name: path.stat().st_mtime_ns for path in home.iterdir()} == before
