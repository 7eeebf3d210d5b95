"""The limits of a confinement, and the end of its programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.confinement import brand
from tests.confinement.confinement import Confinement, end_abandoned
from tests.confinement.policy import MEBIBYTE, Limits, Policy
from tests.confinement.programs import Programs

SMALL = Limits(
    processes=20, data=256 * MEBIBYTE, memory=200 * MEBIBYTE, file=MEBIBYTE, disk=40 * MEBIBYTE
)


@pytest.fixture
def limited(confined_programs: Programs, tmp_path: Path) -> Iterator[tuple[Programs, Confinement]]:
    """Programs with the limits in SMALL."""
    folder = tmp_path / "limited"
    folder.mkdir()
    confinement = Confinement(folder, [tmp_path], SMALL)
    yield Programs(confinement, confined_programs.policy), confinement
    confinement.close()


@pytest.mark.parametrize(
    ("command", "report"),
    [
        ("for i in {1..40}; do sleep 9 & done; kill $(jobs -p)", "more than 20 processes at once"),
        ("head -c 2000000 /dev/zero >large", None),
        (f'"{sys.executable}" -c "bytearray(300 * 2**20)"', None),
        (
            f'for i in 1 2 3; do "{sys.executable}" -c "import time; a = b\'x\' * (90 * 2**20);'
            ' time.sleep(9)" & done; wait',
            "used more than 200 MiB of memory and were ended",
        ),
        (
            "for i in {1..90}; do head -c 900000 /dev/urandom >part$i; done; sleep 9",
            "used more than 40 MiB of disk and were ended",
        ),
        (
            "for i in {1..90}; do exec {f}>part; rm part; head -c 900000 /dev/urandom >&$f; done;"
            " sleep 9",
            "used more than 40 MiB of disk and were ended",
        ),
        (
            f'"{sys.executable}" -c "import os, time\n'
            "for i in range(250): os.write(os.memfd_create('x'), bytes(2**20 - 1))\n"
            'time.sleep(9)"',
            "used more than 200 MiB of memory and were ended",
        ),
    ],
)
def test_a_program_over_a_limit_fails(
    limited: tuple[Programs, Confinement], tmp_path: Path, command: str, report: str | None
) -> None:
    """The kernel itself refuses what one process uses, and the program says so."""
    programs, confinement = limited
    variables = {"PATH": "/usr/bin:/bin"}
    done = programs.run(["/bin/bash", "-ec", command], variables, tmp_path, seconds=20)
    assert done.returncode != 0
    assert confinement.refused() == ([report] if report else [])


_LEAVES = "setsid env -i sleep 60 & sleep 61 & echo $!"


def test_the_end_of_a_program_ends_what_has_left_its_session(
    confined_programs: Programs, confinement: Confinement, tmp_path: Path
) -> None:
    """The processes of another program of the same confinement go on."""
    nothing = os.open(os.devnull, os.O_RDWR)
    stays = confined_programs.start(["/bin/sleep", "60"], {}, tmp_path, {0: nothing})
    os.close(nothing)
    confined_programs.run(["/bin/bash", "-c", _LEAVES], {"PATH": "/usr/bin:/bin"}, tmp_path)
    assert brand.processes(confinement.mark) == [stays.pid]
    stays.close()
    assert brand.processes(confinement.mark) == []


_KILLED = """
import os, pathlib, sys, time
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


def wait_until(ready: Callable[[], bool]) -> bool:
    """Whether it became ready within five seconds."""
    deadline = time.monotonic() + 5
    while not ready() and time.monotonic() < deadline:
        time.sleep(0.02)
    return ready()


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


def test_a_program_that_cannot_be_run_says_so(confined_programs: Programs, tmp_path: Path) -> None:
    done = confined_programs.run(["/usr/bin/no-such-program"], {}, tmp_path)
    assert done.returncode == 126
    assert done.stderr == "/usr/bin/no-such-program: No such file or directory\n"


def test_a_policy_survives_its_message() -> None:
    policy = Policy(("/usr",), ("/tmp",), ("/etc",), (80,), False, ("act may not read /x",), SMALL)
    assert Policy.from_json(policy.to_json()) == policy
