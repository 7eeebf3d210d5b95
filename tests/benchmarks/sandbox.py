"""Opening a sandbox, minting a token, uploading a wheel."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.benchmarks.timing import median, python, seconds


def figures() -> Iterator[str]:
    begin = ("-m", "tests.sandbox", "--fresh", "-c", "true")
    whole = median(lambda: python(*begin), 3)
    yield f"python -m tests.sandbox --fresh -c true, imports and all: {whole:.2f} s"
    from tests.sandbox.sandbox import Sandbox

    opened: list[Sandbox] = []
    times = []
    for _ in range(5):
        times.append(seconds(lambda: opened.append(Sandbox())))
        opened.pop().close()
    yield f"a sandbox, ready for the first command: {statistics.median(times):.2f} s"
