"""The option `--live`: real services are asked with it, and nothing else; without it, never."""

from __future__ import annotations

from typing import Any

import pytest

#: What a worker of xdist tells of how many tests it has left out; xdist itself does not count them.
LEFT = "left_out_by_live"
HELP = "ask the real services what needs no account (pypi.org, test.pypi.org, api.github.com)"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Off by default: the ordinary run must not leave the machine."""
    parser.addoption("--live", action="store_true", default=False, help=HELP)


def pytest_configure(config: pytest.Config) -> None:
    """The mark of a test that asks a real service."""
    config.addinivalue_line("markers", "live: asks a real service; runs with --live only")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselects either the tests that ask real services, or all others."""
    wanted = bool(config.getoption("live"))
    chosen: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        live = item.get_closest_marker("live") is not None
        (chosen if live == wanted else left).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = chosen
        if hasattr(config, "workeroutput"):
            config.workeroutput[LEFT] = len(left)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Every worker leaves out the same tests: the summary counts them once."""
    reporter = node.config.pluginmanager.get_plugin("terminalreporter")
    reporter.stats["deselected"] = [LEFT] * getattr(node, "workeroutput", {}).get(LEFT, 0)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process is enough for a few questions, and kinder to those who are asked."""
    return 0 if config.getoption("live") else None
