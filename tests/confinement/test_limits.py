"""The limits of a confinement, and the end of its programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.confinement.confinement import Confinement
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


def test_a_program_that_cannot_be_run_says_so(confined_programs: Programs, tmp_path: Path) -> None:
    done = confined_programs.run(["/usr/bin/no-such-program"], {}, tmp_path)
    assert done.returncode == 126
    assert done.stderr == "/usr/bin/no-such-program: No such file or directory\n"


def test_a_policy_survives_its_message() -> None:
    policy = Policy(("/usr",), ("/tmp",), ("/etc",), (80,), False, ("act may not read /x",), SMALL)
    assert Policy.from_json(policy.to_json()) == policy
