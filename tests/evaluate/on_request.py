"""Runs the tests with some markers only when `-m` names the marker, one after another."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from tests.evaluate.deselected import deselect


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(
        "guide_on_request_marks", "markers of tests that run with -m MARKER only", type="linelist"
    )
    parser.addoption(
        "--seed", type=int, default=None, help="repeat the run of a marker with this seed"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.option.seed is None:
        config.option.seed = random.randrange(1_000_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests whose marker `-m` does not name."""
    others = set(config.getini("guide_on_request_marks")) - _named(config)
    deselect(config, items, lambda item: any(map(item.get_closest_marker, others)))


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """`-n auto` starts no workers for these tests, which start runs with workers themselves."""
    return 0 if _named(config) else None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the seed of what was drawn at random."""
    if named := _named(config):
        marks = " or ".join(sorted(named))
        terminalreporter.write_line(f"Repeat with: -m {marks!r} --seed {config.option.seed}")


@pytest.fixture(scope="session")
def seed(pytestconfig: pytest.Config) -> int:
    """The seed of all that is random; the option `--seed` repeats a run."""
    return int(pytestconfig.option.seed)


def _named(config: pytest.Config) -> set[str]:
    """The markers that `-m` names."""
    words = set(re.findall(r"\w+", str(config.option.markexpr or "")))
    return words & set(config.getini("guide_on_request_marks"))
