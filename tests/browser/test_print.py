"""Printed pages: whole, without controls, and dark on white. test_each_page.py has all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.print_media import cut

PAGES = (
    "", "setup/pypi/", "what-changed/", "reference/workflow/", "troubleshooting/",
    "troubleshooting/invalid-publisher/",
)  # fmt: skip
#: The lightest colour of a text, 0 to 255; on paper there is no background.
LIGHTEST = """() => Math.max(...[...document.querySelectorAll("article *")].map((element) =>
    Math.min(...getComputedStyle(element).color.match(/\\d+/g).slice(0, 3).map(Number))))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_a_printed_page_is_cut_or_folded(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert cut(page) == []


def test_a_page_in_the_dark_palette_is_printed_in_dark_letters(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}troubleshooting/invalid-publisher/")
    assert page.evaluate(LIGHTEST) > 200
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(LIGHTEST) < 150


def test_a_printed_page_is_paper_of_text(page: Page, address: str) -> None:
    """Chromium prints to PDF; without clipping, the pages are as many as the text needs."""
    page.goto(f"{address}setup/pypi/")
    pdf = page.pdf(format="A4")
    assert pdf[:5] == b"%PDF-" and 1 <= pdf.count(b"/Type /Page\n") <= 6


def test_a_block_that_is_cut_is_found(page: Page, address: str) -> None:
    page.goto(f"{address}setup/environments/")
    page.evaluate("document.querySelector('article pre > code').style.whiteSpace = 'pre'")
    page.evaluate("document.querySelector('article pre').style.overflow = 'hidden'")
    page.evaluate("document.querySelector('article pre').style.width = '5rem'")
    assert any(each.startswith("cut: PRE") for each in cut(page))
