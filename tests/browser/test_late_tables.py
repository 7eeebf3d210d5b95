"""A phone draws the tables out of sight late: overrides/assets/theme_gaps.js."""

from __future__ import annotations

from playwright.sync_api import Page


def test_a_heading_below_late_tables_is_met_by_its_address(tab: Page, address: str) -> None:
    """A table's height is a guess until it is drawn."""
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(address + "troubleshooting/")
    tab.wait_for_selector("html[data-drawn]")
    headings = [each.get_attribute("id") for each in tab.locator("article :is(h2, h3)[id]").all()]
    assert len(headings) > 9
    for heading in headings[::-3]:
        tab.goto("about:blank")
        tab.goto(f"{address}troubleshooting/#{heading}")
        for _ in range(2):
            top = tab.evaluate("document.querySelector(':target').getBoundingClientRect().top")
            assert 0 <= top <= 200, heading
            tab.wait_for_selector("html[data-drawn]")
