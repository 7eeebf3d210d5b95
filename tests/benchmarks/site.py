"""Times `mkdocs build --strict`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from tests.benchmarks.timing import median, python


def measurements() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        build = ("-m", "mkdocs", "build", "--strict", "-d", folder)
        yield f"mkdocs build --strict: {median(lambda: python(*build), 3):.2f} s; goal 5 s"
