"""The road, which the tests of a process play in one sandbox, and the steps that they leave out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ablation.ablations_option import chosen
from tests.ablation.road import Road
from tests.ablation.steps import ROADS

#: The arguments of a test that runs once for each step of a road.
ARGUMENTS = {f"{road}_step": pages for road, pages in ROADS.items()}


@pytest.fixture(scope="session")
def road() -> Iterator[Road]:
    """The road in one sandbox."""
    opened = Road()
    yield opened
    opened.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, pages in ARGUMENTS.items():
        if name in metafunc.fixturenames:
            steps = chosen(metafunc.config, pages)
            metafunc.parametrize(name, steps, ids=lambda step: step.fence.place)
