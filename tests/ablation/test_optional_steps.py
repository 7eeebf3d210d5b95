"""The road is green without its optional steps, and without what only confirms."""

from __future__ import annotations

import pytest

from tests.ablation.road import Road
from tests.ablation.steps import ROADS, all_steps

pytestmark = pytest.mark.ablation


@pytest.mark.parametrize("name", ROADS)
def test_a_road_is_green_without_its_optional_steps(road: Road, name: str) -> None:
    """All are left out at once; what confirms is undone, so that no later page builds on it."""
    pages = ROADS[name]
    optional = [step for step in all_steps(pages) if step.optional]
    outcome = road.without_all(optional, pages)
    assert optional
    assert outcome.fails is None, f"{outcome.fails} fails:\n{outcome.said}"
