"""Lighthouse: speed, accessibility, best practices and search engines, on four kinds of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.measured import MEASURED, Record
from tests.browser.lighthouse_run import USUAL_SLOWDOWN, Result, run, slowdown

LEAST = 0.98
#: The front page, a page of the road, a page about a failure, and the page with the box for a log.
PAGES = ("", "setup/pypi/", "troubleshooting/invalid-publisher/", "troubleshooting/")
#: Other programs may use the processors during a run: the best score of each category counts.
TRIES = 3


@pytest.mark.lighthouse
@pytest.mark.timeout(900)
@pytest.mark.parametrize("device", ["desktop", "mobile"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "front")
def test_a_page_scores_98_at_least(
    lighthouse: str, address: str, tmp_path: Path, page: str, device: str, record_property: Record
) -> None:
    """A machine that is slower than Lighthouse expects is slowed down less after its first try."""
    best: dict[str, float] = {}
    factor: float = USUAL_SLOWDOWN
    result = Result({}, [], 0)
    for _ in range(TRIES):
        result = run(address + page, lighthouse, device, factor, tmp_path)
        best = {name: max(score, best.get(name, 0)) for name, score in result.scores.items()}
        if min(best.values()) >= LEAST:
            break
        factor = slowdown(result.index)
    figures = ", ".join(f"{name} {score:.2f}" for name, score in best.items())
    record_property(MEASURED, f"/{page}, {device}: {figures} (machine: {result.index:.0f})")
    assert len(best) == 4 and min(best.values()) >= LEAST, "\n".join([figures, *result.faults])


def test_a_slow_machine_is_slowed_down_less_and_never_sped_up() -> None:
    assert [slowdown(index) for index in (3000, 1000, 500, 10)] == [4, 4, 2, 1]
