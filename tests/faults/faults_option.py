"""Runs the tests of faults with `-m faults` only, one after another."""

from __future__ import annotations

import re

import pytest

from tests.evaluate.deselected import deselect

MARKER = "faults"
ROUNDS = 20


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--killed-runs", type=int, default=ROUNDS, metavar="N",
        help=f"with -m {MARKER}: kill a process in N runs (default: {ROUNDS})",
    )  # fmt: skip
    parser.addoption(
        "--seed", type=int, default=None, help=f"with -m {MARKER}: repeat the run with this seed"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests with the marker, unless `-m` names it."""
    if not _named(config):
        deselect(config, items, lambda item: item.get_closest_marker(MARKER) is not None)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """`-n auto` starts no workers for these tests, which start runs with workers themselves."""
    return 0 if _named(config) else None


def _named(config: pytest.Config) -> bool:
    return bool(re.search(rf"\b{MARKER}\b", str(config.option.markexpr or "")))
