"""Runs the tests with some markers only when `-m` names the marker, one after another.

The option `--sample N` runs N of them, which `--seed` draws.
"""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from tests.evaluate.deselected import deselect

#: The key under which a worker gets the seed.
_SEED = "guide_seed"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(
        "guide_on_request_marks", "markers of tests that run with -m MARKER only", type="linelist"
    )
    parser.addoption(
        "--seed", type=int, default=None, help="repeat the run of a marker with this seed"
    )
    parser.addoption(
        "--sample", type=int, default=None, metavar="N",
        help="with -m MARKER: run N of its tests, drawn by the seed (default: all)",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    if config.option.seed is None:
        given = getattr(config, "workerinput", {}).get(_SEED)
        config.option.seed = random.randrange(1_000_000) if given is None else given
    sample, named = config.option.sample, _named(config)
    if sample is not None and (sample < 1 or not named):
        marks = " or ".join(config.getini("guide_on_request_marks"))
        raise pytest.UsageError(f"--sample: give a number from 1, and -m with {marks}")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give each worker the seed: xdist passes only the options of the command."""
    node.workerinput[_SEED] = node.config.option.seed


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests whose marker `-m` does not name."""
    others = set(config.getini("guide_on_request_marks")) - _named(config)
    deselect(config, items, lambda item: any(map(item.get_closest_marker, others)))
    if (number := config.option.sample) is not None and number < len(items):
        # All workers draw the same.
        drawn = set(random.Random(config.option.seed).sample(items, number))
        deselect(config, items, lambda item: item not in drawn)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """`-n auto` starts no workers for these tests, which start runs with workers themselves."""
    return 0 if _named(config) else None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the seed of what was drawn at random."""
    if named := _named(config):
        marks, number = " or ".join(sorted(named)), config.option.sample
        sample = f" --sample {number}" if number is not None else ""
        seed = config.option.seed
        terminalreporter.write_line(f"Repeat with: -m {marks!r} --seed {seed}{sample}")


@pytest.fixture(scope="session")
def seed(pytestconfig: pytest.Config) -> int:
    """The seed of all that is random; the option `--seed` repeats a run."""
    return int(pytestconfig.option.seed)


def _named(config: pytest.Config) -> set[str]:
    """The markers that `-m` names."""
    words = set(re.findall(r"\w+", str(config.option.markexpr or "")))
    return words & set(config.getini("guide_on_request_marks"))
