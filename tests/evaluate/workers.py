"""How many processes run the tests: `-n auto` of pytest-xdist."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

#: So few named files are quicker without workers, whose start costs a second each.
FEW = 3
#: The memory of one worker with its sandbox and the programs that run in it, in bytes.
MEMORY = 1_500_000_000


def pytest_configure(config: pytest.Config) -> None:
    """The shell of a page needs Linux: /proc, memfd and pidfd."""
    if problem := unsupported(sys.platform):
        raise pytest.UsageError(problem)


def unsupported(platform: str) -> str | None:
    """The sentence for a system that the tests do not run on, as `sys.platform` names it."""
    if platform == "linux":
        return None
    what = f"the tests run on Linux only, and this is {platform}"
    return f"{what}: run them in a container, see README.md"


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """No workers (0) where they would only cost time: a few files, or the static checks."""
    named = config.args_source == pytest.Config.ArgsSource.ARGS
    files = [argument for argument in config.args if Path(argument.split("::")[0]).is_file()]
    few = named and len(files) == len(config.args) <= FEW
    if few or config.option.markexpr == "drift" or config.option.collectonly:
        return 0
    return workers(len(os.sched_getaffinity(0)), _available())


def workers(cores: int, memory: int) -> int:
    """One more than there are cores, since a page waits for its programs, as far as memory goes."""
    return max(1, min(cores + 1, memory // MEMORY))


def _available() -> int:
    """The memory that new processes can have, in bytes (proc(5): MemAvailable)."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    return sys.maxsize
