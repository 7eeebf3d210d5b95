"""Each kind of page by keyboard alone, and for readers who asked their system for less motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

PAGES = ("", "setup/pypi/", "troubleshooting/invalid-publisher/", "troubleshooting/")
#: More than any of these pages has; the loop ends when the focus leaves the page.
STOPS = 900
#: Moves the focus away and back, and says what is wrong with the element that has it. A field for
#: text shows its caret. The theme draws the focus of a hidden radio button at a label.
STOP = """() => {
    const LOOK = ["outline", "boxShadow", "color", "backgroundColor", "borderColor"];
    const element = document.activeElement;
    if (element === document.body) return null;
    const near = [...(element.labels ?? []), element.nextElementSibling].filter(Boolean);
    const drawn = [element, ...near, element.parentElement];
    const style = each => LOOK.map(name => getComputedStyle(each)[name]);
    const look = () => JSON.stringify(drawn.map(style));
    const focused = look();
    element.blur();
    const without = look();
    element.focus({ focusVisible: true, preventScroll: true });
    const caret = element.matches("textarea, input:is([type=text], :not([type]))");
    const tag = element.cloneNode(false).outerHTML;
    const problems = [];
    if (focused === without && !caret) problems.push(`${tag}: nothing shows the focus`);
    const boxes = [element, ...near].map(each => each.getBoundingClientRect());
    if (!boxes.some(box => box.width && box.bottom > 0 && box.top < innerHeight)) {
        problems.push(`${tag}: out of sight`);
    }
    const last = window.lastStop;
    if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        problems.push(`${tag}: comes after what it stands before`);
    }
    window.lastStop = element;
    return problems;
}"""
MOVES = """() => {
    const moving = [...document.querySelectorAll("*")].filter(element => {
        const { transitionDuration, scrollBehavior } = getComputedStyle(element);
        return parseFloat(transitionDuration) > 0 || scrollBehavior === "smooth";
    });
    return [...moving.map(each => each.outerHTML.slice(0, 120)),
        ...document.getAnimations().map(each => each.animationName)];
}"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "front")
def test_each_stop_of_the_tab_key_is_seen_and_in_order(tab: Page, address: str, page: str) -> None:
    tab.goto(address + page)
    problems: list[str] = []
    stops = 0
    while stops < STOPS:
        tab.keyboard.press("Tab")
        found = tab.evaluate(STOP)
        if found is None:
            break
        stops += 1
        problems += found
    assert 10 < stops < STOPS
    assert not problems, "\n".join(dict.fromkeys(problems))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "front")
def test_the_first_stop_leads_to_the_title(tab: Page, address: str, page: str) -> None:
    tab.goto(address + page, wait_until="networkidle")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    tab.keyboard.press("Enter")
    tab.wait_for_timeout(1_000)  # the theme takes the focus away when the address changes
    assert tab.evaluate("document.activeElement.tagName") == "H1"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "front")
def test_nothing_moves_for_readers_who_asked_for_less_motion(
    tab: Page, address: str, page: str
) -> None:
    """With motion, the same page has elements that move."""
    tab.goto(address + page)
    assert tab.evaluate(MOVES) == []
    tab.emulate_media(reduced_motion="no-preference")
    assert tab.evaluate(MOVES) != []


def test_the_drawer_of_a_phone_takes_the_focus_only_while_it_is_open(
    tab: Page, address: str
) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(address + "setup/pypi/")
    link = tab.locator(".md-sidebar--primary a.md-nav__link").filter(has_text="Verify").first
    for _ in range(2):
        link.evaluate("link => link.focus()")
        assert tab.evaluate("document.activeElement === document.body")
        tab.locator(".md-header__button[for=__drawer]").click()
        link.focus()
        assert tab.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
        tab.evaluate("document.activeElement.blur()")
        tab.locator(".md-overlay").click(position={"x": 350, "y": 600})  # beside the drawer
        tab.wait_for_function(
            "getComputedStyle(document.querySelector('.md-sidebar--primary')).contentVisibility"
            " === 'hidden'"
        )
