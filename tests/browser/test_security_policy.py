"""The pages work under their Content-Security-Policy, and scripts of others do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.log_box import REFUSED, paste

#: Runs in each document before its own scripts.
LISTEN = """document.addEventListener(
    "securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    console.error(`refused: ${violatedDirective} ${blockedURI}`));"""
ADD = """document.body.append(
    Object.assign(document.createElement("script"), { textContent: "window.foreign = true" }))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab; no page that it has shown reports an error."""
    page = browser.new_page(reduced_motion="reduce")
    errors: list[str] = []
    page.add_init_script(LISTEN)
    page.on("console", lambda line: errors.extend([line.text] * _is_ours(line)))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
    assert page.context.cookies() == []
    page.close()


def _is_ours(line: ConsoleMessage) -> bool:
    """A redirect names no icon, so that Chromium may ask the host for one."""
    return line.type == "error" and not line.location["url"].endswith("/favicon.ico")


def test_search_log_box_and_links_work(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Paste your log").click()
    paste(page, REFUSED)
    expect(page.locator("#matches a").first).to_have_text(re.compile("^invalid-publisher: "))
    page.locator(".md-search__input").click()
    page.keyboard.type("invalid publisher")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/troubleshooting/**?h=*")
    page.goto(f"{address}reference/names/")
    page.get_by_role("link", name="Publishing open-hostfactory-plugin").first.click()
    page.wait_for_url(address)


def test_names_palette_tabs_and_copy_buttons_work(page: Page, address: str) -> None:
    """Enter in a field sends no form."""
    page.goto(f"{address}setup/pypi/")
    page.locator(".names-box summary").click()
    page.fill("#names-owner", "acme")
    page.keyboard.press("Enter")
    expect(page.locator(".names-box__whose")).to_contain_text("acme/")
    assert page.url == f"{address}setup/pypi/"
    page.locator("label[title^='Use the']:visible").click()
    page.locator(".form__copy").first.click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied")
    page.goto(f"{address}troubleshooting/invalid-publisher/")
    page.locator(".tabbed-labels label").nth(1).click()
    page.reload()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("e/invalid-publisher/#fix", "troubleshooting/invalid-publisher/#fix"),
        ("deployment/pypi-setup/#required-setup", "setup/accounts/"),
    ],
)
def test_redirects_keep_their_anchors(page: Page, address: str, old: str, new: str) -> None:
    page.goto(address + old)
    page.wait_for_url(address + new)


@pytest.mark.parametrize("path", ["", "setup/pypi/", "no/such/page/"])
def test_an_added_script_does_not_run(browser: Browser, address: str, path: str) -> None:
    """This holds the fixture above to account, too: it would see the refusal."""
    page = browser.new_page()
    page.goto(address + path)
    with page.expect_console_message(lambda line: "Content Security Policy" in line.text):
        page.evaluate(ADD)
    assert page.evaluate("window.foreign") is None
    page.close()
