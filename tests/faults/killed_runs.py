"""Starts a run, kills one of its processes at a random time, and waits for its end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from tests.faults import leftovers
from tests.faults.checkout import LIMIT, Checkout

#: What a process is, by a word of its command; the first that applies.
_KINDS = (
    ("supervisor", "tests.confinement.supervisor"),
    ("controller", "-m pytest"),
    ("worker", "exec(eval(sys.stdin.readline()))"),
    ("act", "/act "),
    ("gh", "/gh "),
    ("git", "git"),
    ("uv", "/uv"),
    ("pip", "pip"),
    ("bash", "bash"),
)


@dataclass
class Round:
    """One killed run: what was killed and after how many seconds, and how it went on."""

    killed: str
    after: float
    ended: float = 0.0
    status: int = 0
    left: dict[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.killed} after {self.after:.1f} s: ended {self.ended:.1f} s later"
            f" with {self.status}"
        )


def kill_in_a_run(checkout: Checkout, chance: random.Random, latest: float, *pages: str) -> Round:
    """Kill one process in the first four fifths of `latest` seconds; wait until all has ended.

    Raises subprocess.TimeoutExpired when the run does not end within its limit.
    """
    begun, marks = time.monotonic(), set[int]()
    run = checkout.start("-n", "2", *pages)
    due = begun + chance.uniform(0.3, 0.8 * latest)
    while time.monotonic() < due and run.poll() is None:
        marks |= leftovers.marks(checkout.temporary)
        time.sleep(0.02)
    kind = _kill_one(leftovers.processes(checkout.temporary, marks), chance)
    done = Round(kind, time.monotonic() - begun)
    marks |= _wait(run, checkout)
    done.status, done.ended = run.returncode, time.monotonic() - begun - done.after
    done.left = leftovers.still_running(checkout.temporary, marks)
    return done


def _kill_one(running: Mapping[int, str], chance: random.Random) -> str:
    """Kill a process of a random kind, so that the many bashes do not hide the one controller."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for pid, command in running.items():
        kinds[kind_of(command)].append(pid)
    if not kinds:
        return "nothing"
    kind = chance.choice(sorted(kinds))
    with suppress(ProcessLookupError):
        os.kill(chance.choice(sorted(kinds[kind])), signal.SIGKILL)
    return kind


def kind_of(command: str) -> str:
    return next((kind for kind, word in _KINDS if word in f"{command} "), "another program")


def _wait(run: subprocess.Popen[bytes], checkout: Checkout) -> set[int]:
    """Wait for the end of the run; return the brands of the confinements that it had."""
    marks, deadline = set[int](), time.monotonic() + LIMIT
    while run.poll() is None:
        marks |= leftovers.marks(checkout.temporary)
        if time.monotonic() > deadline:
            run.kill()
            raise subprocess.TimeoutExpired(run.args, LIMIT, checkout.output().encode())
        time.sleep(0.05)
    return marks
