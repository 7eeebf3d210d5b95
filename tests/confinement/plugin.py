"""The pytest plugin that says how far this machine confines programs; in CI that must be fully."""

from __future__ import annotations

import pytest

from tests import in_ci
from tests.confinement.level import available, warning


def pytest_configure(config: pytest.Config) -> None:
    """In CI, refuse a kernel that leaves something open."""
    if in_ci() and (sentence := warning(available())):
        raise pytest.UsageError(f"CI needs the full confinement: {sentence}")


def pytest_report_header() -> str:
    return f"confinement: {available()}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One sentence for a person whose kernel leaves something open."""
    if sentence := warning(available()):
        terminalreporter.section("confinement")
        terminalreporter.line(sentence)
