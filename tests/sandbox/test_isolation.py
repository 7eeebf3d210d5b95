"""A sandbox is closed to other hosts, to the machine's settings and to other sandboxes."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest

from tests import ROOT
from tests.confinement.proc import alive
from tests.sandbox import abandoned_sandboxes
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.repository import NoRepositoryError

_FETCH = "import urllib.request as u; u.urlopen('https://example.org/')"


def test_another_host_is_blocked_and_reported(sandbox: Sandbox, shell: RunCommand) -> None:
    sandbox.blocked_hosts()
    assert shell(f'python3 -c "{_FETCH}"').returncode != 0
    assert sandbox.blocked_hosts() == ["example.org"]


def test_the_machines_settings_are_not_read(sandbox: Sandbox, shell: RunCommand) -> None:
    """git, pip and Python use the sandbox's own HOME."""
    done = shell("git config --list --show-origin --show-scope; python3 -m pip config list; echo ~")
    foreign = [line for line in done.stdout.splitlines() if str(Path.home()) + "/" in line]
    assert foreign == []
    assert str(sandbox.root) in done.stdout.splitlines()[-1]


def test_pip_installs_into_virtual_environments_only(shell: RunCommand) -> None:
    """Otherwise a page could change the machine's Python."""
    done = shell("python3 -m pip install click")
    assert done.returncode != 0
    assert "Could not find an activated virtualenv" in done.stderr


def test_python_runs_the_pip_that_this_project_locks(shell: RunCommand) -> None:
    """A machine's own may be years older."""
    assert shell("python3 -m pip --version").stdout.startswith(f"pip {version('pip')} from ")


def test_a_push_in_one_sandbox_does_not_reach_another(sandbox: Sandbox, shell: RunCommand) -> None:
    other = Sandbox()
    try:
        assert shell("git push -q origin HEAD:refs/heads/only-here").returncode == 0
        assert other.github.bare.qualified("only-here") is None
        assert sandbox.github.bare.qualified("only-here") == "refs/heads/only-here"
    finally:
        other.close()


def test_closing_ends_processes_and_removes_the_folder() -> None:
    """Also one that has left its session and cleaned its environment."""
    opened = Sandbox()
    nothing = os.open(os.devnull, os.O_RDWR)
    command = ["/usr/bin/env", "-i", "sleep", "300"]
    program = opened.programs.start(command, {}, opened.folder, {0: nothing, 1: nothing})
    os.close(nothing)
    opened.close()
    assert _ended(program.pid)
    assert not opened.root.exists()


def _open_clients() -> set[int]:
    """The ids of this process's HTTP clients that are not closed."""
    clients = [one for one in gc.get_objects() if isinstance(one, httpx.Client | httpx.AsyncClient)]
    return {id(one) for one in clients if not one.is_closed}


def test_closing_closes_the_browser_and_the_mirror() -> None:
    gc.collect()
    before = _open_clients()
    opened = Sandbox()
    assert len(_open_clients() - before) == 2
    opened.close()
    assert _open_clients() - before == set()


def test_a_sandbox_that_cannot_open_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its listeners, which start before the repository is copied, are closed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    threads = threading.enumerate()
    with pytest.raises(NoRepositoryError):
        Sandbox(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert threading.enumerate() == threads


_KILLED = """
import os
from tests.sandbox.sandbox import Sandbox
opened = Sandbox()
nothing = os.open(os.devnull, os.O_RDWR)
command = ["/usr/bin/env", "-i", "sleep", "300"]
sleeper = opened.programs.start(command, {}, opened.folder, {0: nothing, 1: nothing})
print(opened.root, sleeper.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_the_sandbox_of_a_killed_run_is_removed() -> None:
    """Its processes are ended, too. `Sandbox()` calls the same function."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    root, pid = done.stdout.split()
    assert Path(root).exists()
    abandoned_sandboxes.remove_all()
    assert not Path(root).exists()
    assert _ended(int(pid))


def _ended(pid: int) -> bool:
    """Whether a process ends within a second; a zombie, whose parent has not waited, counts."""
    for _ in range(50):
        if not alive(pid):
            return True
        time.sleep(0.02)
    return False
