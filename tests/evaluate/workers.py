"""The number of processes that run the tests with `-n auto` (pytest-xdist)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.evaluate.changed import changed_count

#: Up to this many files run faster without workers, each of which takes a second to start.
FEW = 3
#: The memory of one worker with its sandbox and the programs that run in it, in bytes.
MEMORY = 1_500_000_000


def pytest_configure(config: pytest.Config) -> None:
    """The shell of a page needs Linux: /proc, memfd and pidfd."""
    if problem := unsupported(sys.platform):
        raise pytest.UsageError(problem)


def unsupported(platform: str) -> str | None:
    """The message for a `sys.platform` on which the tests do not run; None for Linux."""
    if platform == "linux":
        return None
    what = f"the tests run on Linux only, and this is {platform}"
    return f"{what}: run them in a container, see README.md"


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """0 workers for few files, for the static checks and for a run that only collects."""
    named = config.args_source == pytest.Config.ArgsSource.ARGS
    paths = [Path(argument.split("::")[0]) for argument in config.args]
    few = named and len(paths) <= FEW and all(path.is_file() for path in paths)
    if named and not all(path.exists() for path in paths):
        return 0  # The workers would not say that there is no such file.
    changed = changed_count(config)
    if few or (changed is not None and changed <= FEW):
        return 0
    if config.option.markexpr == "drift" or config.option.collectonly:
        return 0
    return workers(len(os.sched_getaffinity(0)), _available())


def workers(cores: int, memory: int) -> int:
    """As many as there are cores; fewer when `memory` is short.

    Measured on 2 cores with 24 pages: 1 worker 126 s, 2 workers 76 s, 3 workers 81 s, 4 workers
    84 s. Each worker opens a sandbox and runs shared prerequisites again.
    """
    return max(1, min(cores, memory // MEMORY))


def _available() -> int:
    """The memory that is available to new processes, in bytes (proc(5): MemAvailable)."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    return sys.maxsize
