"""Two runs and a `--changed` run at once are green, and what they write is whole."""

from __future__ import annotations

import pytest

from tests.faults import leftovers
from tests.faults.checkout import LIMIT, Checkout
from tests.faults.recorded import entries_of, fences, fences_in_ledger

#: The seconds of several runs, of which each has its own limit.
pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

PAGES = ("docs/setup/pypi.md", "docs/setup/environments.md")
#: Passes before, and is in none of the runs.
OTHER = "docs/setup/testpypi.md"


def test_two_runs_and_a_changed_run_at_once_are_green_and_leave_whole_records(
    checkout: Checkout,
) -> None:
    assert checkout.run("-n", "0", OTHER) == 0, checkout.output()
    arguments = (("-n", "2"), ("-n", "0"), ("-n", "0", "--changed"))
    runs = [checkout.start(*each, *PAGES, CI="") for each in arguments]
    for run in runs:
        assert run.wait(LIMIT) == 0, checkout.output(run)
    assert fences_in_ledger(checkout) == fences(checkout, *PAGES, OTHER)
    for page in (*PAGES, OTHER):
        lines = {entry["line"] for entry in entries_of(checkout.root, page)}
        assert {(page, line) for line in lines} == fences(checkout, page)
    assert leftovers.folders(checkout.temporary) == []
    assert leftovers.parts(checkout.root / ".cache") == []
