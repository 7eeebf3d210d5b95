"""Prints below a test run what it has measured, wherever it was measured."""

from __future__ import annotations

from collections.abc import Callable

import pytest

#: pytest's fixture `record_property`.
Record = Callable[[str, object], None]
#: Under this name a test records a line: `record_property(MEASURED, "…")`.
MEASURED = "measured"


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each figure; workers hand theirs over with the reports."""
    reports = [each for some in terminalreporter.stats.values() for each in some]
    lines = [
        str(value)
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == MEASURED and getattr(report, "when", "") == "call"
    ]
    if lines:
        terminalreporter.section("measured")
        for line in sorted(lines):
            terminalreporter.write_line(line)
