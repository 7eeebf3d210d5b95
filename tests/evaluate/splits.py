"""Keeps the fences of a page in one part of a split run (pytest-split).

pytest-split cuts the list of tests where the durations say, also inside a page. The part that
begins there would run the page's earlier fences again, and no part would have the whole page.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from tests.evaluate.items import FenceItem

_BEFORE = pytest.StashKey[Sequence[pytest.Item]]()


class Snapshot:
    """Notes the tests that pytest-split divides.

    Of hooks that ask to be last, the plugin that was registered earlier is called first.
    """

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """After every other choice, such as that of `-k`."""
        config.stash[_BEFORE] = list(items)


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Register the snapshot before pytest-split registers its own hook."""
    pluginmanager.register(Snapshot(), "guide-split-snapshot")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None]:
    """Replace the part by one of whole pages."""
    yield
    if config.getoption("splits", None):
        items[:] = with_whole_pages(config.stash[_BEFORE], items)


def with_whole_pages(
    before: Sequence[pytest.Item], part: Sequence[pytest.Item]
) -> list[pytest.Item]:
    """A page belongs to the part that has its first fence; other tests stay where they are."""
    selected, firsts = set(part), dict[pytest.Item | pytest.Collector | None, pytest.Item]()
    for item in before:
        firsts.setdefault(item.parent, item)
    return [
        item
        for item in before
        if (firsts[item.parent] if isinstance(item, FenceItem) else item) in selected
    ]
