"""A pytest plugin that prints the measurements of tests in the terminal summary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

#: pytest's fixture `record_property`.
Record = Callable[[str, object], None]
#: The property of a measurement, one line of text: `record_property(MEASURED, "…")`.
MEASURED = "measured"


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints one line for each measurement; those of xdist's workers are in the reports."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
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
