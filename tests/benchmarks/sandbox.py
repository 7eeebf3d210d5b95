"""Times the start of a sandbox: as a command, and in a process that has its modules loaded."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.benchmarks.timing import median, python, seconds


def measurements() -> Iterator[str]:
    command = ("-m", "tests.sandbox", "--fresh", "-c", "true")
    yield f"python {' '.join(command)}: {median(lambda: python(*command), 3):.2f} s"
    from tests.sandbox.sandbox import Sandbox

    opened: list[Sandbox] = []
    times = []
    for _ in range(5):
        times.append(seconds(lambda: opened.append(Sandbox())))
        opened.pop().close()
    yield f"a sandbox, ready for the first command: {statistics.median(times):.2f} s"
