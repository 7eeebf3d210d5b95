"""Without any one step of the other ways, a later one fails, and a failure page explains why."""

from __future__ import annotations

import pytest

from tests.ablation.outcomes import problem
from tests.ablation.road import Road
from tests.ablation.steps import Step

pytestmark = pytest.mark.ablation


def test_a_later_step_fails_as_recorded(road: Road, other_step: Step) -> None:
    """The outcome is the row that the site draws."""
    found = problem(other_step, road.without(other_step, other_step.path))
    if found:
        pytest.fail(found, pytrace=False)
