"""Printed pages: whole, without controls, and dark on white. test_each_page.py has all of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.print_media import cut

PAGES = (
    "", "setup/pypi/", "what-changed/", "reference/workflow/", "troubleshooting/",
    "troubleshooting/invalid-publisher/",
)  # fmt: skip
#: The lightest colour of a text, 0 to 255; on paper there is no background.
LIGHTEST = """() => Math.max(...[...document.querySelectorAll("article *")].map((element) =>
    Math.min(...getComputedStyle(element).color.match(/\\d+/g).slice(0, 3).map(Number))))"""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_a_printed_page_is_cut_or_folded(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    assert cut(tab) == []


def test_a_page_in_the_dark_palette_is_printed_in_dark_letters(tab: Page, address: str) -> None:
    tab.emulate_media(color_scheme="dark")
    tab.goto(f"{address}troubleshooting/invalid-publisher/")
    assert tab.evaluate(LIGHTEST) > 200
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate(LIGHTEST) < 150


def test_a_printed_page_is_paper_of_text(tab: Page, address: str) -> None:
    """Chromium prints to PDF; without clipping, the pages are as many as the text needs."""
    tab.goto(f"{address}setup/pypi/")
    pdf = tab.pdf(format="A4")
    assert pdf[:5] == b"%PDF-" and 1 <= pdf.count(b"/Type /Page\n") <= 6


def test_a_block_that_is_cut_is_found(tab: Page, address: str) -> None:
    tab.goto(f"{address}setup/environments/")
    tab.evaluate("document.querySelector('article pre > code').style.whiteSpace = 'pre'")
    tab.evaluate("document.querySelector('article pre').style.overflow = 'hidden'")
    tab.evaluate("document.querySelector('article pre').style.width = '5rem'")
    assert any(each.startswith("cut: PRE") for each in cut(tab))
