"""The record has each step of the guide's road once, as the pages have it."""

from __future__ import annotations

import re

import pytest

from overrides.hooks.ablation import SEPARATOR
from tests import ROOT
from tests.ablation import record
from tests.ablation.steps import CONFIRM, DOCS, MAIN, OTHER, PROJECT, ROADS, all_steps, page

ROAD = (*MAIN, *OTHER)
ROWS = {row.step: row for row in record.read()}
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("name", ROADS)
def test_the_record_has_the_steps_of_the_pages_in_their_order(name: str) -> None:
    """Also its marks are those of the pages."""
    steps = all_steps(ROADS[name])
    known = [row for row in ROWS if row.partition(SEPARATOR)[0] in ROADS[name]]
    assert known == [step.name for step in steps], "run `uv run python -m tests.ablation`"
    for step in steps:
        row = ROWS[step.name]
        assert (row.optional, row.confirms) == (step.optional or "", step.confirms), step.name
        assert bool(row.fails) is step.required, step.name


@pytest.mark.parametrize("name", ROADS)
def test_the_step_that_fails_comes_later(name: str) -> None:
    """And the page that explains it exists."""
    order = [step.name for step in all_steps(ROADS[name])]
    for row in (ROWS[step] for step in order if ROWS[step].fails):
        assert order.index(row.fails) > order.index(row.step)
        assert (ROOT / f"docs/troubleshooting/{row.page}.md").exists()


@pytest.mark.parametrize("path", ROAD)
def test_a_numbered_step_is_a_block(path: str) -> None:
    """A step in a list of its own would never be left out."""
    text = re.sub(r"(?ms)^ *```.*?^ *```$", "", page(path).text)
    assert not re.findall(r"(?m)^ *\d+[.)] .*", text)


@pytest.mark.parametrize("path", ROAD)
def test_what_confirms_comes_last_on_its_page(path: str) -> None:
    headings = [fence.heading for fence in page(path).fences if PROJECT.rules.mutates(fence)]
    assert headings == sorted(headings, key=lambda heading: heading == CONFIRM)


def test_only_the_steps_of_the_road_are_optional() -> None:
    """Elsewhere nothing plays a page without them."""
    for name in set(PAGES) - {DOCS.page_name(path) for path in ROAD}:
        for fence in DOCS.page(name).fences:
            assert "data-optional" not in fence.attributes, f"{fence.place}: not a page of the road"
