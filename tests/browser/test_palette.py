"""The palette follows the system until the reader chooses one, and the choice stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def dark(browser: Browser) -> Iterator[Page]:
    """A tab of a person whose system is dark."""
    tab = browser.new_page(color_scheme="dark", reduced_motion="reduce")
    yield tab
    tab.close()


def _seen(tab: Page) -> tuple[str | None, str, str]:
    """The palette, the browser's own colours, and the button that is offered."""
    scheme = tab.locator("body").get_attribute("data-md-color-scheme")
    own = tab.locator("meta[name=color-scheme]").get_attribute("content") or ""
    (label,) = tab.locator("label[for^=__palette]:not([hidden])").all()
    return scheme, own, label.get_attribute("title") or ""


def test_each_press_shows_the_next_palette(dark: Page, address: str) -> None:
    dark.goto(address)
    seen = [_seen(dark)]
    for _ in range(3):
        dark.locator("label[for^=__palette]:not([hidden])").click()
        seen.append(_seen(dark))
    assert seen == [
        ("slate", "dark", "Use the light palette"),
        ("default", "light", "Use the dark palette"),
        ("slate", "dark", "Follow the system"),
        ("slate", "dark", "Use the light palette"),
    ]


def test_the_choice_stays_on_the_next_page(dark: Page, address: str) -> None:
    dark.goto(address)
    dark.locator("input[name=__palette]").first.press("Enter")
    dark.goto(address + "setup/pypi/")
    assert _seen(dark) == ("default", "light", "Use the dark palette")


def test_the_palette_changes_with_the_system_while_none_is_chosen(dark: Page, address: str) -> None:
    dark.goto(address)
    dark.emulate_media(color_scheme="light")
    dark.wait_for_selector("body[data-md-color-scheme=default]")
    assert _seen(dark) == ("default", "light", "Use the light palette")


def test_the_page_is_dark_before_anything_is_drawn(dark: Page, address: str) -> None:
    """No flash of the light palette."""
    dark.add_init_script(
        "new MutationObserver((_, it) => { if (!document.querySelector('main')) return;"
        " window.first = document.body.dataset.mdColorScheme; it.disconnect(); })"
        ".observe(document, { childList: true, subtree: true })"
    )
    dark.goto(address)
    assert dark.evaluate("window.first") == "slate"
    assert dark.locator("meta[name=theme-color]").get_attribute("content") != "rgb(255, 255, 255)"
