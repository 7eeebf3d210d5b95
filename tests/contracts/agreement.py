"""A pytest plugin that prints how many recorded rows agree, whichever process has run them.

A conftest.py would not do: with workers, the process that reports does not load it.
"""

from __future__ import annotations

from collections import Counter

import pytest

#: The user property of a row's test: its table and its group.
AGREEMENT = "agreement"


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the share of each table and of its groups."""
    seen: Counter[tuple[str, str]] = Counter()
    agreed: Counter[tuple[str, str]] = Counter()
    for report in (each for group in terminalreporter.stats.values() for each in group):
        for name, value in getattr(report, "user_properties", ()):
            if name == AGREEMENT and getattr(report, "when", "") == "call":
                seen[tuple(value)] += 1
                agreed[tuple(value)] += report.passed
    if seen:
        terminalreporter.section("agreement with PyPI's own server")
    for table in dict.fromkeys(table for table, _ in seen):
        keys = [key for key in seen if key[0] == table]
        terminalreporter.write_line(f"{table}: {_share(agreed, seen, keys, '.1%')}")
        for key in keys:
            terminalreporter.write_line(f"    {key[1]}: {_share(agreed, seen, [key], '.0%')}")


def _share(
    agreed: Counter[tuple[str, str]],
    seen: Counter[tuple[str, str]],
    keys: list[tuple[str, str]],
    form: str,
) -> str:
    yes, of = sum(agreed[key] for key in keys), sum(seen[key] for key in keys)
    return f"{yes} of {of} ({yes / of:{form}})"
