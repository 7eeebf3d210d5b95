"""Which test fails first: a plugin of pytest that also says which tests run first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest


class FirstFailure:
    """Runs the functions that are named first before others, and the tests of the file first."""

    def __init__(self, names: Sequence[str] = (), file: str = "") -> None:
        self.name: str | None = None
        self._order = {name: number for number, name in enumerate(names)}
        self._file = file

    def ordered(self, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        order, last = self._order, len(self._order)
        return sorted(
            items,
            key=lambda each: (
                self._file not in each.nodeid,
                order.get(each.nodeid.partition("[")[0], last),
            ),
        )

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = self.ordered(items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid
