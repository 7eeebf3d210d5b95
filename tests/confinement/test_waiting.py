"""A process waits for the next program, without a part in what the others do."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.confinement import brand
from tests.confinement.confinement import Confinement
from tests.confinement.conftest import wait_until
from tests.confinement.programs import Programs


def _waiting(confinement: Confinement) -> int:
    """The only process of a confinement without a program."""
    assert wait_until(lambda: len(brand.processes(confinement.mark)) == 1)
    (found,) = brand.processes(confinement.mark)
    return found


def test_the_next_program_is_the_process_that_waits(
    confined_programs: Programs, confinement: Confinement, tmp_path: Path
) -> None:
    for _ in range(2):
        waiting = _waiting(confinement)
        done = confined_programs.run(["/bin/bash", "-c", "echo $$"], {}, tmp_path)
        assert done.stdout == f"{waiting}\n"


def test_a_program_starts_when_the_waiting_process_was_killed(
    confined_programs: Programs, confinement: Confinement, tmp_path: Path
) -> None:
    waiting = _waiting(confinement)
    os.kill(waiting, signal.SIGKILL)
    done = confined_programs.run(["/bin/bash", "-c", "echo $$"], {}, tmp_path)
    assert done.returncode == 0
    assert int(done.stdout) != waiting


def test_the_waiting_process_holds_no_file_of_others(confinement: Confinement) -> None:
    """Else they would wait for its end: it keeps its standard streams, and what it made itself."""
    files = Path(f"/proc/{_waiting(confinement)}/fd")
    assert wait_until(lambda: _kinds(files) == _OWN), _kinds(files)


#: Its channel, its null device and its ruleset.
_OWN = ["/dev/null", "anon_inode:[landlock-ruleset]", "socket"]


def _kinds(files: Path) -> list[str]:
    """What the descriptors from 3 on are."""
    names = [os.readlink(file) for file in files.iterdir() if int(file.name) > 2]
    return sorted("socket" if name.startswith("socket:") else name for name in names)


def test_the_waiting_process_ends_with_its_supervisor(confinement: Confinement) -> None:
    _waiting(confinement)
    os.kill(confinement.supervisor_pid, signal.SIGKILL)
    assert wait_until(lambda: not brand.processes(confinement.mark))
