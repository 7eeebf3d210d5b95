"""The 404 page: it links the pages that an address may mean, and has search and log box."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab; no page that it has shown reports an error but that of its status."""
    page = browser.new_page(reduced_motion="reduce")
    errors: list[str] = []
    page.on("console", lambda line: errors.extend([line.text] * (line.type == "error")))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not [error for error in errors if "status of 404" not in error]
    page.close()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("troubleshooting/invalid-publishers/", "troubleshooting/invalid-publisher/"),
        ("invalid_publisher", "troubleshooting/invalid-publisher/"),
        ("troubleshooting/file_already_exists.html", "troubleshooting/file-already-exists/"),
        ("setup/environment/", "setup/environments/"),
        ("publish/releases/now", "publish/release/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_its_page(
    page: Page, address: str, asked: str, meant: str
) -> None:
    page.goto(address + asked)
    first = page.locator("#nearest a").first
    assert first.inner_text()
    first.click()
    page.wait_for_url(address + meant)


@pytest.mark.parametrize("asked", ["wp-login.php", "%3Cimg%20src=x%20onerror=alert(1)%3E/", "x/"])
def test_an_address_that_is_like_none_suggests_none(page: Page, address: str, asked: str) -> None:
    page.goto(address + asked)
    expect(page.locator("h1")).to_have_text("Page not found")
    expect(page.locator("#nearest")).to_be_hidden()
    expect(page.locator("#log")).to_be_visible()


def test_the_search_works_at_an_address_of_any_depth(page: Page, address: str) -> None:
    page.goto(f"{address}a/b/c/d")
    page.locator(".md-search__input").click()
    page.keyboard.type("required reviewers")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"{address}*/**?h=*")
    expect(page.locator("h1")).not_to_have_text("Page not found")
