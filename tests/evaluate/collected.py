"""The number of tests in each file, as collected before options such as `-k` deselect some."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

COLLECTED = pytest.StashKey["Counter[str]"]()
#: The name under which a worker of pytest-xdist sends the numbers to the process that reports.
_OUTPUT = "guide_collected"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting that names the markers of tests that an ordinary run leaves out."""
    parser.addini("guide_optional", "markers of tests that need not pass", type="linelist")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Count the tests, without those that an ordinary run leaves out."""
    optional = config.getini("guide_optional")
    counted = Counter(
        item.nodeid.partition("::")[0]
        for item in items
        if not any(item.get_closest_marker(name) for name in optional)
    )
    config.stash[COLLECTED] = counted
    if hasattr(config, "workeroutput"):
        config.workeroutput[_OUTPUT] = dict(counted)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Receive the numbers of a worker; all workers collect the same tests."""
    counted = getattr(node, "workeroutput", {}).get(_OUTPUT)
    if counted:
        node.config.stash.setdefault(COLLECTED, Counter(counted))


def collected(config: pytest.Config) -> Counter[str]:
    """The number of tests by file, once the tests have been collected."""
    return config.stash.get(COLLECTED, Counter())
