"""Runs the tests that leave out steps with `-m ablation` only, and a part of them on request."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from tests.ablation.steps import Step, all_steps
from tests.evaluate.deselected import deselect

MARKER = "ablation"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--ablations", type=int, default=None, metavar="N",
        help=f"with -m {MARKER}: leave out N steps of each road, others each day (default: all)",
    )  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests with the marker, unless `-m` names it."""
    if not re.search(rf"\b{MARKER}\b", str(config.option.markexpr or "")):
        deselect(config, items, lambda item: item.get_closest_marker(MARKER) is not None)


def chosen(config: pytest.Config, road: tuple[str, ...]) -> list[Step]:
    """The steps of a road that are left out, each in its turn, in the order of the road."""
    steps = [step for step in all_steps(road) if step.required]
    number = config.getoption("ablations")
    if number is None or number >= len(steps):
        return steps
    # The same in all workers, which have no other number in common.
    picked = random.Random(date.today().toordinal()).sample(range(len(steps)), number)
    return [steps[at] for at in sorted(picked)]
