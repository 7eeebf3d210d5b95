"""The ways to the box for a log: from the front page, and from an address that is none."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.log_box import REFUSED, paste


def test_the_box_works_for_who_walks_in(browser: Browser, address: str) -> None:
    """Material loads the next page into the one that is there: the box answers, nothing breaks."""
    page = browser.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(address)
    for _ in range(2):
        page.get_by_role("link", name="Paste your log").click()
        paste(page, REFUSED)
        expect(page.locator("#matches a").first).to_have_text("invalid-publisher")
        page.go_back()
        expect(page.get_by_role("link", name="Paste your log")).to_be_visible()
    assert broken == []
    page.close()


def test_the_page_that_is_not_there_has_the_box(browser: Browser, address: str) -> None:
    """At any depth, its answers lead to the pages."""
    page = browser.new_page()
    page.goto(f"{address}no/such/page/")
    page.locator("#log").fill(REFUSED)
    page.locator("#matches a").first.click()
    page.wait_for_url("**/troubleshooting/invalid-publisher/")
    page.close()
