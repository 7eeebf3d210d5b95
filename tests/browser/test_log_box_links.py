"""The log box after instant navigation from the front page, and on the 404 page."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.log_box import REFUSED, paste


def test_the_box_works_after_instant_navigation(browser: Browser, address: str) -> None:
    """Material replaces the content of the loaded page and runs its scripts again."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    for _ in range(2):
        page.get_by_role("link", name="Paste your log").click()
        paste(page, REFUSED)
        expect(page.locator("#matches a").first).to_have_text("invalid-publisher")
        page.go_back()
        expect(page.get_by_role("link", name="Paste your log")).to_be_visible()
    assert errors == []
    page.close()


def test_the_box_of_the_404_page_links_to_the_right_pages(browser: Browser, address: str) -> None:
    """Its links work at an address of any depth."""
    page = browser.new_page()
    page.goto(f"{address}no/such/page/")
    page.locator("#log").fill(REFUSED)
    page.locator("#matches a").first.click()
    page.wait_for_url("**/troubleshooting/invalid-publisher/")
    page.close()
