"""Times what the confinement adds: the start of a program, a file that is opened, a process."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.timing import median, python
from tests.confinement import machine_paths
from tests.confinement.confinement import Confinement
from tests.confinement.policy import Policy
from tests.confinement.programs import Programs

#: The limit for the start and the end of a program, in milliseconds.
LIMIT = 5
_PROGRAMS, _OPENS, _FORKS = 50, 5000, 300
#: Seconds between two programs: a page's shells and a job's steps follow each other no faster.
_PAUSE = 0.03
_OPEN = f"import os\nfor _ in range({_OPENS}): os.close(os.open('file', os.O_RDWR | os.O_CREAT))"
_FORK = f"import os\nfor _ in range({_FORKS}): os.waitpid(os.fork() or os._exit(0), 0)"


def measurements() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        confinement = Confinement(root, [root])
        written = (folder, *machine_paths.DEVICES)
        programs = Programs(confinement, Policy(tuple(machine_paths.readable([])), written))
        try:
            yield from _measured(programs, root)
        finally:
            confinement.close()


def _measured(programs: Programs, root: Path) -> Iterator[str]:
    def run(*command: str) -> str:
        done = programs.run(command, {}, root)
        done.check_returncode()
        return done.stdout

    run("/bin/true")  # The first one makes the rules.
    for what, pause in (
        (f"a program, more than without confinement (limit {LIMIT} ms)", _PAUSE),
        ("a program right after another, more than without", 0.0),
    ):
        plain = median(partial(_unconfined, "/bin/true"), _PROGRAMS, pause)
        confined = median(partial(run, "/bin/true"), _PROGRAMS, pause)
        yield f"{what}: {1000 * (confined - plain):.1f} ms"
    for name, count, code in (("file opened", _OPENS, _OPEN), ("process", _FORKS, _FORK)):
        plain = median(partial(python, "-c", code, folder=root), 3)
        confined = median(partial(run, sys.executable, "-c", code), 3)
        yield f"a {name}, more than without: {1e6 * (confined - plain) / count:.0f} µs"


def _unconfined(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=10).stdout
