"""The number of runs in which the tests of faults kill a process."""

from __future__ import annotations

import pytest

ROUNDS = 20


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--killed-runs", type=int, default=ROUNDS, metavar="N",
        help=f"with -m faults: kill a process in N runs (default: {ROUNDS})",
    )  # fmt: skip
