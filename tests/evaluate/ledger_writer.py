"""Collects the ledger entries of a pytest run and writes them to the ledger at its end."""

from __future__ import annotations

import pytest

from tests.evaluate.changed import kept_entries
from tests.evaluate.items import ledger_entries
from tests.evaluate.ledger import Entry, write
from tests.evaluate.tool_versions import UnknownTool, tool_versions


class LedgerWriter:
    """A pytest plugin for the process that reports: there the entries of all workers arrive."""

    def __init__(self, config: pytest.Config) -> None:
        self.entries: list[Entry] = []
        try:
            self.tools = tool_versions(config.getini("guide_tools"))
        except UnknownTool as problem:
            raise pytest.UsageError(str(problem)) from None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collect the entries in a report."""
        if report.when == "call":
            self.entries += ledger_entries(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the ledger, unless the run only collected tests."""
        if not session.config.option.collectonly:
            ran = {entry["page"] for entry in self.entries}
            kept = [one for one in kept_entries(session.config) if one["page"] not in ran]
            entries = [*self.entries, *kept]
            write(session.config.rootpath, self.tools, entries)
