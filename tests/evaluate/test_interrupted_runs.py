"""Runs that are killed, run at the same time or leave processes: no process or file remains."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.confinement.proc import alive
from tests.evaluate.example_guide import Guide, fence, sourced


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide without pages, and a folder for temporary files beside it."""
    (tmp_path / "tmp").mkdir()
    return Guide(tmp_path)


def wait_for(ready: Callable[[], object]) -> None:
    """Wait until `ready` returns something true, for a minute at most.

    On a busy machine it takes twenty seconds to start a run.
    """
    deadline = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < deadline, "not ready after 60 s"
        time.sleep(0.02)


def written_number(guide: Guide, name: str) -> int:
    """The number in a file of the page's folder, when the page has written it."""
    pattern = f"tmp/guide-local-*/state/home/project/{name}"
    wait_for(lambda: list(guide.root.glob(pattern)))
    return int(next(guide.root.glob(pattern)).read_text())


def test_two_runs_at_once_have_separate_environments(guide: Guide) -> None:
    """The ledger is complete and from one of the runs."""
    guide.write(a=fence("bash", "test ! -e ~/here", "touch ~/here", "sleep 1"))
    both = [guide.start("-q"), guide.start("-q")]
    assert all("1 passed" in run.communicate(timeout=60)[0] for run in both)
    assert len(guide.ledger()["fences"]) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_gets_a_signal_leaves_no_process_and_the_next_run_passes(
    guide: Guide, number: signal.Signals
) -> None:
    """After SIGKILL, the next run removes the folder; after SIGTERM and SIGINT there is none."""
    temporary = str(guide.root / "tmp")
    guide.write(a=sourced("sleep 66 & echo $! > part; mv part pid; wait"))
    run = guide.start("-q", TMPDIR=temporary)
    pid = written_number(guide, "pid")
    os.kill(run.pid, number)
    run.communicate(timeout=30)
    wait_for(lambda: not alive(pid))
    assert number == signal.SIGKILL or guide.leftovers() == []
    assert "1 passed" in guide.write(a=fence("bash", "true")).pytest("-q", TMPDIR=temporary)
    assert guide.leftovers() == []


def test_a_daemon_in_a_session_of_its_own_is_killed_at_the_end_of_the_run(guide: Guide) -> None:
    """It has also cleaned its environment."""
    guide.write(
        a=sourced("setsid env -i sh -c 'echo $$ >part; mv part pid; exec sleep 67' &", "sleep 1")
    )
    run = guide.start("-q", TMPDIR=str(guide.root / "tmp"))
    pid = written_number(guide, "pid")
    assert alive(pid)
    assert "2 passed" in run.communicate(timeout=30)[0]
    assert not alive(pid)


def test_the_home_of_the_user_is_neither_read_nor_written(guide: Guide) -> None:
    """The settings in that home would make git and bash fail."""
    home = guide.root / "home"
    home.mkdir()
    for name in (".gitconfig", ".pypirc", ".bashrc", ".profile"):
        (home / name).write_text("[broken\nexit 9\n")
    guide.write(a=fence("bash", "git init -q .", "git config user.name x", "touch ~/mine"))
    before = {path.name: path.stat().st_mtime_ns for path in home.iterdir()}
    assert "1 passed" in guide.pytest("-q", HOME=str(home), BASH_ENV=str(home / ".bashrc"))
    assert {path.name: path.stat().st_mtime_ns for path in home.iterdir()} == before
