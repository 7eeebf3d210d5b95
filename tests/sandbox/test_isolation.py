"""Nothing leaves the sandbox, nothing of the machine enters it, and nothing outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests import ROOT
from tests.sandbox import stale
from tests.sandbox.fixtures import Run
from tests.sandbox.sandbox import Sandbox

_FETCH = "import urllib.request as u; u.urlopen('https://example.org/')"


def test_another_host_is_refused_and_named(sandbox: Sandbox, shell: Run) -> None:
    """A request to any other host fails, and the sandbox says which."""
    sandbox.blocked_hosts()
    assert shell(f'python3 -c "{_FETCH}"').returncode != 0
    assert sandbox.blocked_hosts() == ["example.org"]


def test_the_machines_settings_stay_outside(sandbox: Sandbox, shell: Run) -> None:
    """git, pip and Python see a HOME of the sandbox's own and nothing else."""
    done = shell("git config --list --show-origin --show-scope; python3 -m pip config list; echo ~")
    foreign = [line for line in done.stdout.splitlines() if str(Path.home()) + "/" in line]
    assert foreign == []
    assert str(sandbox.root) in done.stdout.splitlines()[-1]


def test_pip_writes_into_virtual_environments_only(shell: Run) -> None:
    """`pip install` outside a virtual environment is refused: the machine's Python stays."""
    done = shell("python3 -m pip install click")
    assert done.returncode != 0
    assert "Could not find an activated virtualenv" in done.stderr


def test_two_sandboxes_do_not_meet(sandbox: Sandbox, shell: Run) -> None:
    """What is pushed to one GitHub is not at the other."""
    other = Sandbox()
    try:
        assert shell("git push -q origin HEAD:refs/heads/only-here").returncode == 0
        assert other.github.bare.qualified("only-here") is None
        assert sandbox.github.bare.qualified("only-here") == "refs/heads/only-here"
    finally:
        other.close()


def test_closing_ends_processes_and_removes_the_folder() -> None:
    """A program that the reader left running ends with the sandbox, and no file stays."""
    opened = Sandbox()
    sleeper = subprocess.Popen(
        ["sleep", "300"], env=dict(opened.environment), start_new_session=True
    )
    opened.close()
    assert sleeper.wait(timeout=5) == -signal.SIGKILL
    assert not opened.root.exists()


_KILLED = """
import os, subprocess
from tests.sandbox.sandbox import Sandbox
opened = Sandbox()
quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
sleeper = subprocess.Popen(["sleep", "300"], env=dict(opened.environment), **quiet)
# Popen returns a moment before the kernel shows the new program's environment.
while b"TMPDIR" not in open(f"/proc/{sleeper.pid}/environ", "rb").read():
    pass
print(opened.root, sleeper.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_killed_run_is_tidied_up_by_the_next() -> None:
    """After SIGKILL the next sandbox removes the dead one's processes and folder."""
    done = subprocess.run([sys.executable, "-c", _KILLED], cwd=ROOT, capture_output=True, text=True)
    root, pid = done.stdout.split()
    assert Path(root).exists()
    stale.remove_stale()
    assert not Path(root).exists()
    assert _ended(int(pid))


def _ended(pid: int) -> bool:
    """Whether a process is gone, or a zombie that nobody has collected yet."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
            if b") Z " in Path(f"/proc/{pid}/stat").read_bytes():
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.02)
    return False
