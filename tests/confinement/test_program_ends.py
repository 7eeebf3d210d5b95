"""Processes end with their program, their confinement and its supervisor."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.confinement import brand, proc
from tests.confinement.confinement import Confinement, end_abandoned
from tests.confinement.conftest import wait_until
from tests.confinement.programs import Programs

_LEAVES = "setsid env -i sleep 60 & sleep 61 & echo $!"


def test_the_end_of_a_program_ends_what_has_left_its_session(
    confined_programs: Programs, confinement: Confinement, tmp_path: Path
) -> None:
    """The processes of another program of the same confinement go on."""
    nothing = os.open(os.devnull, os.O_RDWR)
    stays = confined_programs.start(["/bin/sleep", "60"], {}, tmp_path, {0: nothing})
    os.close(nothing)
    confined_programs.run(["/bin/bash", "-c", _LEAVES], {"PATH": "/usr/bin:/bin"}, tmp_path)
    assert _running(confinement) == {stays.pid: "sleep"}
    stays.close()
    assert _running(confinement) == {}


def _running(confinement: Confinement) -> dict[int, str]:
    """The names of its programs, without the process that waits to become the next one."""
    pids = brand.processes(confinement.mark)
    names = {pid: proc.content(f"/proc/{pid}/comm").decode().strip() for pid in pids}
    return {pid: name for pid, name in names.items() if not name.startswith("python")}


_KILLED = """
import os, pathlib, sys, time
from tests.confinement.conftest import wait_until
from tests.confinement.confinement import Confinement
from tests.confinement.policy import Policy
folder = pathlib.Path(sys.argv[1])
confinement = Confinement(folder, [folder])
policy = Policy(read=("/usr", "/bin", "/lib", "/lib64"))
started = confinement.start(policy, ["/usr/bin/env", "-i", "sleep", "60"], {}, folder, {})
while "sleep" not in open(f"/proc/{started.pid}/comm").read():
    time.sleep(0.01)
print(started.pid, confinement.supervisor_pid, flush=True)
os.kill(int(sys.argv[2]) or confinement.supervisor_pid, 9)
os.kill(os.getpid(), 9)
"""


def test_the_programs_of_a_killed_process_end_by_themselves(tmp_path: Path) -> None:
    """The supervisor ends them when it is alone."""
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED.replace("int(sys.argv[2]) or", "os.getpid() or"),
         str(tmp_path), "0"], capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    pid = int(killed.stdout.split()[0])
    assert killed.returncode == -signal.SIGKILL
    assert wait_until(lambda: brand.of(pid) is None)


def test_the_programs_of_a_killed_supervisor_are_ended_by_the_next_run(tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path), "0"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    pid = int(killed.stdout.split()[0])
    assert brand.of(pid) is not None
    end_abandoned(tmp_path)
    assert wait_until(lambda: brand.of(pid) is None)
