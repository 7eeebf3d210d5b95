"""A run of which one process is killed ends, leaves nothing, and the next run is green."""

from __future__ import annotations

import random
import time

import pytest

from tests.benchmarks.measured import MEASURED, Record
from tests.faults import leftovers
from tests.faults.checkout import Checkout
from tests.faults.killed_runs import kill_in_a_run
from tests.faults.recorded import entries_of, fences, fences_in_ledger, ledger_text

#: The seconds of several runs, of which each has its own limit.
pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

#: The first has act, gh, git, uv and pip in it; the other ones are forms.
PAGES = ("docs/publish/dispatch.md", "docs/setup/environments.md")
NEXT = "docs/setup/pypi.md"


@pytest.fixture(scope="module")
def latest(checkout: Checkout) -> float:
    """The seconds of a run that is not killed, once the caches are full."""
    for _ in range(2):
        begun = time.monotonic()
        assert checkout.run("-n", "2", *PAGES) == 0, checkout.output()
        latest = time.monotonic() - begun
    assert checkout.run("-n", "0", NEXT) == 0, checkout.output()
    return latest


def test_after_one_process_was_killed_the_run_ends_and_the_next_one_is_green(
    checkout: Checkout, latest: float, seed: int, killed_round: int, record_property: Record
) -> None:
    chance = random.Random(seed * 1000 + killed_round)
    cache, before = checkout.root / ".cache", ledger_text(checkout.root)
    kept = entries_of(checkout.root, NEXT)
    done = kill_in_a_run(checkout, chance, latest, *PAGES)
    record_property(MEASURED, f"killed run {killed_round:2} of seed {seed}: {done}")
    assert done.left == {}
    assert done.status >= 0 or ledger_text(checkout.root) == before
    written = fences_in_ledger(checkout)
    assert written == fences(checkout, *PAGES, NEXT)
    assert kept and entries_of(checkout.root, NEXT) == kept
    leftovers.let_time_pass(checkout.temporary, cache)
    assert checkout.run("-n", "0", NEXT) == 0, f"{done}\n{checkout.output()}"
    assert leftovers.folders(checkout.temporary) == []
    assert (leftovers.parts(cache), leftovers.held_locks(cache)) == ([], [])
