"""The program that a process counts as."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks.processes import measure, program


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ([], ""),
        (["/usr/bin/git", "push"], "git"),
        (["/x/bin/python3.11", "/x/bin/twine", "upload"], "twine"),
        (["python", "-P", "-X", "dev", "-m", "pip", "install"], "python -m pip"),
        (["python", "-u", "-c", "import sys;exec(eval(sys.stdin.readline()))"], "pytest worker"),
        (["python", "-c", 'import sys\n\nif sys.path[0] == "":\n'], "build backend"),
        (["python", "-I", "-B", "-c", "print()"], "python -c"),
        (["python"], "python"),
    ],
)
def test_a_process_counts_as_the_program_that_it_runs(command: list[str], name: str) -> None:
    assert program(command) == name


def test_a_busy_child_is_measured() -> None:
    code = "import time\nwhile time.process_time() < 0.3: pass"
    usage = measure([sys.executable, "-c", code])
    assert usage.cpu > 0.3 and usage.wall > 0.3
    assert 0.1 < usage.programs["python -c"] <= usage.cpu
