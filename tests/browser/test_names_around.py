"""The reader's own names stand around the page, too: in the tab, the header and the sidebar."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

OURS, THEIRS = "open-hostfactory-plugin", "Rocket.Tool"
PLACES = (".md-header__title", ".md-sidebar--primary .md-nav__title >> nth=0")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The front page with their package, in a browser that nothing else uses."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}#names?package={THEIRS}")
    yield page
    context.close()


def test_the_title_the_header_and_the_sidebar_show_the_names(page: Page) -> None:
    expect(page).to_have_title(re.compile(f"Publish {THEIRS}|Publishing {THEIRS}"))
    assert OURS not in page.title()
    for place in PLACES:
        expect(page.locator(place)).to_contain_text(THEIRS)
        expect(page.locator(place)).not_to_contain_text(OURS)


def test_the_link_to_the_guide_s_repository_stays(page: Page) -> None:
    expect(page.locator(".md-header__source a")).to_have_attribute(
        "href", re.compile(f"awslabs/{OURS}$")
    )


def test_the_next_page_has_its_own_title(page: Page) -> None:
    page.locator(".md-sidebar--primary").get_by_text("Links").first.click()
    page.wait_for_url("**/reference/links/")
    expect(page).to_have_title(re.compile(f"^Links.* - Publishing {THEIRS}$"))


def test_the_names_of_the_guide_come_back(page: Page) -> None:
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_title(re.compile(OURS))
    for place in PLACES:
        expect(page.locator(place)).to_contain_text(OURS)
