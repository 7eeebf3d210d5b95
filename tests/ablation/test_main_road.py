"""Without any one step of the main road, a later one fails, and a failure page explains why."""

from __future__ import annotations

import pytest

from tests.ablation.outcomes import problem
from tests.ablation.road import Road
from tests.ablation.steps import Step

pytestmark = pytest.mark.ablation


def test_a_later_step_fails_as_recorded(road: Road, main_step: Step) -> None:
    """The outcome is the row that the site draws."""
    found = problem(main_step, road.without(main_step, main_step.path))
    if found:
        pytest.fail(found, pytrace=False)
