"""Which test fails first: a plugin of pytest that also says which tests run first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest


def function(item: pytest.Item) -> str:
    """The test function of an item, whose parameters are in brackets."""
    return item.nodeid.partition("[")[0]


class FirstFailure:
    """Runs the tests of the file first, then those that have failed most, then the single ones."""

    def __init__(self, seen: Mapping[str, int] | None = None, file: str = "") -> None:
        self.name: str | None = None
        self._seen, self._file = seen or {}, file

    def ordered(self, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        sizes = Counter(map(function, items))

        def key(item: pytest.Item) -> tuple[bool, int, int]:
            seen = self._seen.get(item.nodeid, 0)
            return self._file not in item.nodeid, -seen, sizes[function(item)]

        return sorted(items, key=key)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = self.ordered(items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid
