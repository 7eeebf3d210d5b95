"""What the site looks like: nothing cut, tabs that are read, one accent, forms told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page

from tests import ROOT
from tests.browser.measures import CONTRAST, CUT, SMALL_OR_PLAIN, WIDTHS

#: Pages with each kind of block: all pages are measured with `-m accessibility`.
PAGES = ("", "setup/environments/", "reference/workflow/", "troubleshooting/invalid-publisher/")
READABLE = 4.5
#: For what is no text, such as a logo or an arrow (WCAG 2.2, 1.4.11).
VISIBLE = 3.0

#: Whether what stands at the top of the scrolled sidebar is an entry, not its title.
UNCOVERED = """() => {
    const wrap = document.querySelector('.md-sidebar--primary .md-sidebar__scrollwrap');
    const { x, y } = wrap.getBoundingClientRect();
    return !document.elementFromPoint(x + 40, y + 12).closest('.md-nav__title[for=__drawer]');
}"""

#: In how many lines each piece of a long setting stands.
PARTS = """() => {
    const words = [...document.querySelectorAll('pre span')]
        .filter(it => it.textContent.includes('[protected_branches]') && it.checkVisibility());
    return words.flatMap(word => [...word.childNodes])
        .filter(node => node.nodeType === Node.TEXT_NODE)
        .map(node => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
        });
}"""

Scheme = Literal["light", "dark"]


def contrast(element: Locator, of: str = "color") -> float:
    return float(element.first.evaluate(CONTRAST, of))


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_on_a_desktop_a_tablet_and_a_phone(
    tab: Page, address: str, page: str
) -> None:
    tab.goto(address + page)
    problems: list[Any] = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        problems += [f"{width} px: {each}" for each in tab.evaluate(CUT)]
        problems += [f"{width} px: {each}" for each in tab.evaluate(SMALL_OR_PLAIN)]
    assert not problems, "\n".join(problems)


def test_the_title_of_the_sidebar_covers_no_entry(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 1300, "height": 500})
    tab.goto(f"{address}reference/links/")
    tab.locator(".md-sidebar--primary .md-sidebar__scrollwrap").evaluate(
        "it => it.scrollBy(0, 200)"
    )
    assert tab.evaluate(UNCOVERED)


def test_a_box_to_tick_is_drawn_in_a_form(tab: Page, address: str) -> None:
    tab.goto(f"{address}troubleshooting/project-size-limit/")
    box = tab.locator(".form .settings__on").first
    drawn = "it => getComputedStyle(it, '::before').content + getComputedStyle(it).borderTopWidth"
    assert box.evaluate(drawn) == '"✓"0px'


def test_a_long_word_of_a_command_is_broken_between_its_parts(tab: Page, address: str) -> None:
    """Each part is in one line of a phone."""
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.goto(f"{address}setup/environments/")
    lines = tab.evaluate(PARTS)
    assert len(lines) > 4 and set(lines) == {1}


def test_tables_are_stacked_on_a_phone(tab: Page, address: str) -> None:
    tab.goto(f"{address}reference/workflow/")
    cells = tab.locator("article td")
    for width, display in ((1280, "table-cell"), (360, "block")):
        tab.set_viewport_size({"width": width, "height": 900})
        shown = cells.evaluate_all("cells => cells.map(it => getComputedStyle(it).display)")
        assert set(shown) == {display}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_of_many_tabs_is_read_and_the_chosen_one_is_seen(
    tab: Page, address: str, width: int, scheme: Scheme
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{address}troubleshooting/invalid-publisher/")
    labels = tab.locator(".tabbed-labels").first.locator("label")
    assert labels.count() >= 9
    for label in labels.all():
        label.click()
        assert contrast(label) >= READABLE and contrast(label, "background-color") >= VISIBLE
        box = label.bounding_box() or {"x": -1, "width": 0}
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert contrast(labels.first) >= READABLE
    assert contrast(labels.first, "background-color") < VISIBLE


def test_no_page_has_more_tabs_than_theme_css_knows(site: Any) -> None:
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    most = max(page.count("<label for=") for page in _label_bars(pages))
    css = (ROOT / "overrides/assets/theme.css").read_text("utf-8")
    assert 9 <= most <= css.replace(" ", "").count(":checked~.tabbed-labels>:nth-child(")


def _label_bars(pages: list[str]) -> Iterator[str]:
    for page in pages:
        for bar in page.split('<div class="tabbed-labels"')[1:]:
            yield bar.partition("</div>")[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accent_and_the_sites_of_forms_are_readable(
    tab: Page, address: str, scheme: Scheme
) -> None:
    """PyPI's and TestPyPI's forms look the same: their names have colours of their own."""
    tab.emulate_media(color_scheme=scheme)
    colours = []
    for page in ("setup/pypi/", "setup/testpypi/", "setup/environments/"):
        tab.goto(address + page)
        name = tab.locator(".form__site").first
        assert contrast(name) >= READABLE
        assert contrast(tab.locator(".form__button")) >= READABLE
        colours.append(name.evaluate("it => getComputedStyle(it).color"))
    assert len(set(colours)) == 3
    assert contrast(tab.locator("article p > a")) >= READABLE
    assert contrast(tab.locator(".md-logo svg"), "fill") >= VISIBLE


def test_the_icon_of_the_tab_is_the_seal_of_the_header(tab: Page, address: str) -> None:
    tab.goto(address)
    icon = str(tab.locator("link[rel=icon]").evaluate("it => it.href"))
    drawn = tab.locator(".md-header .md-logo path").get_attribute("d")
    assert drawn and f'd="{drawn}"' in tab.request.get(icon).text()
    size = "url => new Promise(done => { const it = new Image(); it.src = url;"
    size += " it.onload = () => done(it.naturalWidth); it.onerror = () => done(0); })"
    assert tab.evaluate(size, icon) > 0
