"""The ledger entries in a test's report, by which workers send them to the process that reports."""

from __future__ import annotations

import re

import pytest

from tests.evaluate.ledger import Entry

#: The user property of a report that contains the ledger entries of its item.
_PROPERTY = "guide_fences"


def as_property(entries: list[Entry]) -> tuple[str, object]:
    """The user property with which the test of these fences reports them."""
    return _PROPERTY, entries


def ledger_entries(report: pytest.TestReport) -> list[Entry]:
    """The ledger entries in the report of a page's test; none in that of another test."""
    found = [value for name, value in report.user_properties if name == _PROPERTY]
    return [entry for entries in found if isinstance(entries, list) for entry in entries]


def failed_line(nodeid: str) -> tuple[str, int] | None:
    """The page and the line of a fence's test; None for another test."""
    found = re.fullmatch(r"([^:]+\.md)::(\d+)-.*", nodeid)
    return (found[1], int(found[2])) if found else None
