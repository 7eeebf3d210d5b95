"""The log box after a link from the front page, on a way back, and on the 404 page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from overrides.hooks.failures import symptom_rows
from tests import ROOT
from tests.browser.log_box import REFUSED, paste


def test_the_box_works_each_time_that_a_link_leads_to_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    for _ in range(2):
        page.get_by_role("link", name="Paste your log").click()
        paste(page, REFUSED)
        expect(page.locator("#matches a").first).to_have_text(re.compile("^invalid-publisher: "))
        page.go_back()
        expect(page.get_by_role("link", name="Paste your log")).to_be_visible()
    assert errors == []
    page.close()


def test_a_cause_that_the_log_shows_is_linked_to_its_tab(browser: Browser, address: str) -> None:
    """The address of each tab that a log can lead to selects that tab."""
    page = browser.new_page()
    page.goto(f"{address}troubleshooting/")
    paste(page, f"{REFUSED}* `environment`: `MISSING`\n")
    page.get_by_role("link", name="No environment in the job").click()
    page.wait_for_url("**/invalid-publisher/#no-environment-in-the-job")
    expect(page.get_by_text("the job names no environment, but the publisher does")).to_be_visible()
    for row in symptom_rows(ROOT / "docs"):
        for tab in row["tabs"]:
            page.goto(f"{address}{tab['url']}")
            chosen = page.locator(".tabbed-set > input:checked")
            assert page.evaluate("location.hash").removeprefix("#") in [
                each.get_attribute("id") for each in chosen.all()
            ]
    page.close()


def test_the_box_of_the_404_page_links_to_the_right_pages(browser: Browser, address: str) -> None:
    """Its links work at an address of any depth."""
    page = browser.new_page()
    page.goto(f"{address}no/such/page/")
    page.locator("#log").fill(REFUSED)
    page.locator("#matches a").first.click()
    page.wait_for_url("**/troubleshooting/invalid-publisher/")
    page.close()


@pytest.mark.parametrize("load", [False, True], ids=["without a load", "with a load"])
def test_the_log_is_there_after_a_way_back(browser: Browser, address: str, load: bool) -> None:
    """In the same tab only; an emptied box stays empty."""
    page = browser.new_page()
    page.goto(f"{address}troubleshooting/")
    paste(page, REFUSED)
    link = page.locator("#matches a").first
    if load:
        page.goto(str(link.evaluate("link => link.href")))
    else:
        link.click()
    page.wait_for_url("**/invalid-publisher/")
    page.go_back()
    expect(page.locator("#log")).to_have_value(REFUSED)
    expect(page.locator("#matches a").first).to_have_text(re.compile("^invalid-publisher: "))
    page.locator("#log").fill("")
    page.reload()
    expect(page.locator("#log")).to_have_value("")
    page.close()
