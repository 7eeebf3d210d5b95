"""The option `--live`: run only the tests against real services; without it, only the others."""

from __future__ import annotations

import pytest

from tests.evaluate.deselected import deselect

HELP = "run only the tests against pypi.org, test.pypi.org and api.github.com (without an account)"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Off by default: an ordinary run must not send requests to the internet."""
    parser.addoption("--live", action="store_true", default=False, help=HELP)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "live: sends requests to a real service; runs with --live only"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests with the marker `live`, or with `--live` those without it."""
    wanted = bool(config.getoption("live"))
    deselect(config, items, lambda item: (item.get_closest_marker("live") is not None) != wanted)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """`-n auto` starts no workers for `--live`, so that requests arrive one after another."""
    return 0 if config.getoption("live") else None
