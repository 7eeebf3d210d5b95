"""The picture of a release in a browser: arrows lead from lane to lane, no sentence is hidden."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from overrides.hooks.picture import LANES
from tests.browser.measures import CONTRAST, WIDTHS

#: The pixels that an arrow may miss a lane's middle by: those of its head and its beginning.
TOLERANCE = 4.0
LANES_MIDDLES = """() => [...document.querySelectorAll('.picture__lanes > span')].map(it => {
    const box = it.getBoundingClientRect();
    return box.x + box.width / 2;
})"""
#: Of each step: the two ends of its line, or twice the middle of its ring; the box of its sentence.
STEPS = """() => [...document.querySelectorAll('.picture__step')].map(step => {
    const svg = step.querySelector('.picture__arrow').getBoundingClientRect();
    const part = step.querySelector('line') ?? step.querySelector('circle');
    const at = (name) => svg.x + part[name].baseVal.value;
    const box = step.querySelector('p').getBoundingClientRect();
    const ends = part.tagName === 'line' ? [at('x1'), at('x2')] : [at('cx'), at('cx')];
    return { ends, left: box.left, right: box.right, top: box.top, bottom: box.bottom,
             arrow: [svg.top, svg.bottom], alone: part.tagName !== 'line' };
})"""

#: The width of each line of the centred sentences.
LINES = """() => [...document.querySelectorAll('.picture__step > p')]
    .filter(it => getComputedStyle(it).textAlign === 'center')
    .map(it => {
        const range = document.createRange();
        range.selectNodeContents(it);
        const lines = {};
        for (const box of range.getClientRects()) {
            const at = Math.round(box.bottom / 8);
            if (box.width > 1) lines[at] = (lines[at] ?? 0) + box.width;
        }
        return Object.values(lines);
    })"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", ["", "explanation/trusted-publishing/"])
def test_each_arrow_leads_from_lane_to_lane(tab: Page, address: str, page: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address + page)
    middles = tab.evaluate(LANES_MIDDLES)
    steps: list[Any] = tab.evaluate(STEPS)
    assert len(middles) == len(LANES) and len(steps) == 10
    led = [[_lane(middles, end) for end in step["ends"]] for step in steps]
    assert led == [[0, 1], [1, 1], [1, 0], [0, 1], [1, 1], [1, 2], [2, 2], [2, 1], [1, 3], [1, 2]]


def _lane(middles: list[float], end: float) -> int | None:
    return next((n for n, at in enumerate(middles) if abs(at - end) <= TOLERANCE), None)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_sentence_is_hidden(tab: Page, address: str, width: int) -> None:
    """Each is within the screen, above its own arrow and below the sentence before."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address)
    steps: list[Any] = tab.evaluate(STEPS)
    assert all(step["left"] >= 0 and step["right"] <= width for step in steps)
    assert all(step["bottom"] <= step["arrow"][0] + 1 for step in steps if not step["alone"])
    assert all(above["bottom"] <= below["top"] for above, below in pairwise(steps))
    for step in (step for step in steps if step["alone"]):
        assert not step["left"] < step["ends"][0] < step["right"], "a sentence is over its ring"


def test_no_sentence_ends_in_a_line_of_one_word_on_a_phone(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.goto(address)
    widths: list[list[float]] = tab.evaluate(LINES)
    assert not [each for each in widths if len(each) > 1 and each[-1] < max(each) / 3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_legible_in_each_palette(
    tab: Page, address: str, scheme: Literal["light", "dark"]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto(address)
    for selector, of, least in (
        (".picture__step > p", "color", 4.5), ("figcaption", "color", 4.5),
        (".picture__step code", "color", 4.5), (".picture__lanes > span", "color", 4.5),
        (".picture__arrow line", "stroke", 3.0), (".picture__arrow path", "fill", 3.0),
    ):  # fmt: skip
        assert tab.locator(selector).first.evaluate(CONTRAST, of) >= least, selector
