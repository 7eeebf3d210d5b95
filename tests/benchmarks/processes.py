"""The processor time of every program that a command starts, by sampling (psutil)."""

from __future__ import annotations

import resource
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests import ROOT

#: Seconds between two looks. A process that lives shorter is seen once or never.
INTERVAL = 0.03
#: Options of Python that are followed by a value.
_WITH_VALUE = ("-X", "-W")


@dataclass(frozen=True)
class Usage:
    """`wall` and `cpu` are exact, in seconds; `programs` are sampled, in seconds by name."""

    wall: float
    cpu: float
    programs: Mapping[str, float]


def measure(command: Sequence[str]) -> Usage:
    """Run a command in the repository; its output is discarded.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    sampler, before = _Sampler(), resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    try:
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=3600)
    finally:
        programs = sampler.stop()
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Usage(wall, cpu, programs)


class _Sampler:
    """Reads the processor time of this process's descendants that are younger than itself.

    A program that leaves its session stays one: its supervisor adopts it.
    """

    def __init__(self) -> None:
        self._seconds: dict[tuple[int, float], float] = {}
        self._names: dict[tuple[int, float], str] = {}
        self._began, self._ended = time.time(), threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.wait(INTERVAL):
            for process in psutil.Process().children(recursive=True):
                try:
                    self._look_at(process)
                except psutil.Error:
                    continue  # It has ended meanwhile.

    def _look_at(self, process: psutil.Process) -> None:
        key = process.pid, process.create_time()
        if key[1] < self._began - 1:
            return
        times = process.cpu_times()
        self._seconds[key] = times.user + times.system
        if name := program(process.cmdline()):
            self._names[key] = name

    def stop(self) -> dict[str, float]:
        self._ended.set()
        self._thread.join(60)
        programs: dict[str, float] = defaultdict(float)
        for key, seconds in self._seconds.items():
            programs[self._names.get(key, "unknown")] += seconds
        return programs


def program(command: Sequence[str]) -> str:
    """`twine` for `python /…/bin/twine upload`, `python -m pip` for a module, else the file."""
    if not command:
        return ""
    name = Path(command[0]).name
    if not name.startswith("python"):
        return name
    words = list(command[1:])
    while words and words[0].startswith("-") and words[0] not in ("-m", "-c"):
        del words[: 2 if words[0] in _WITH_VALUE else 1]
    match words:
        case ["-m", module, *_]:
            return f"python -m {module}"
        case ["-c", code, *_]:
            return _inline(code)
        case [script, *_]:
            return Path(script).name
    return "python"


def _inline(code: str) -> str:
    """What a Python with its code on the command line is: each of these programs has its own."""
    if "sys.stdin.readline" in code:
        return "pytest worker"
    if code.startswith("import sys\n\nif sys.path[0]"):
        return "build backend"
    return "python -c"
