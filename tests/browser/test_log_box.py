"""The box for a log, in a real browser: by keyboard, with megabytes, with hostile text, offline."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.measured import MEASURED, Record
from tests.browser.log_box import DROP, MEGABYTE, NOISE, REFUSED, WATCH, paste


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page of failures, in a tab of its own that may ask nobody once it is loaded."""
    page = browser.new_page()
    page.goto(f"{address}troubleshooting/")
    page.context.set_offline(True)
    yield page
    page.close()


def tab_to(page: Page, found: str) -> None:
    """Presses Tab until the focus is where this expression holds of it."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.{found}"):
            return
    pytest.fail(f"100 times Tab do not lead to {found}")


def test_a_log_finds_its_page_by_keyboard_alone(page: Page, address: str) -> None:
    """Tab to the box, paste, tab to the answer, press Enter: the page of the symptom opens."""
    tab_to(page, "matches('#log')")
    page.keyboard.insert_text(REFUSED)
    expect(page.locator("#matches a").first).to_have_text("invalid-publisher")
    page.context.set_offline(False)
    tab_to(page, "closest('#matches')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}troubleshooting/invalid-publisher/")


def test_the_answer_shows_the_line(page: Page) -> None:
    """The line that gave it away stands below the name, a count is read aloud, nobody is asked."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    paste(page, NOISE + REFUSED + NOISE)
    first = page.locator("#matches li").first
    expect(first.locator("pre")).to_contain_text("no%0Acorresponding publisher")
    expect(page.locator("#log-status")).to_contain_text("pages fit, the likeliest first:")
    expect(page.locator("#no-match")).to_be_hidden()
    assert [url for url in sent if not url.endswith("/favicon.svg")] == []  # the tab's own picture


def test_what_nobody_knows_is_said_plainly(page: Page) -> None:
    """No answer, a sentence and a way to ask; an emptied box takes both away."""
    paste(page, "npm ERR! code E403\n")
    expect(page.locator("#no-match")).to_be_visible()
    expect(page.locator("#matches")).to_be_hidden()
    link = page.locator("#no-match a").get_attribute("href") or ""
    assert link.endswith(
        "/awslabs/open-hostfactory-plugin/issues/new?template=publishing-failure.yml"
    )
    page.locator("#log").fill("")
    expect(page.locator("#no-match")).to_be_hidden()


def test_five_megabytes_are_answered_within_a_second(page: Page, record_property: Record) -> None:
    """Measured in the page, from the input to the answer."""
    page.evaluate(WATCH)
    page.evaluate(
        """log => {
            const box = document.getElementById("log");
            box.value = log;
            box.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        NOISE * (5 * MEGABYTE // len(NOISE)) + REFUSED,
    )
    milliseconds, _ = page.evaluate("window.answered")
    record_property(MEASURED, f"5 MB in the box: answered after {milliseconds:.0f} ms")
    assert milliseconds < 1000
    assert page.locator("#matches a").first.inner_text() == "invalid-publisher"


def test_a_large_file_does_not_freeze_the_page(
    page: Page, tmp_path: Path, record_property: Record
) -> None:
    """It is read in slices, without going through the box; the page draws in between."""
    log = tmp_path / "run.log"
    log.write_text(NOISE * (30 * MEGABYTE // len(NOISE)) + REFUSED)
    page.evaluate(WATCH)
    page.locator("#log-file").set_input_files(log)
    expect(page.locator("#matches a").first).to_have_text("invalid-publisher", timeout=20_000)
    assert page.locator("#log").input_value().startswith("run.log, ")
    _, longest = page.evaluate("window.answered")
    record_property(MEASURED, f"30 MB as a file: {longest:.0f} ms at most without a frame")
    assert longest < 1000


def test_what_is_pasted_stays_text(page: Page) -> None:
    """Markup in a log is shown, not obeyed; a repeated word takes no time."""
    hostile = (
        "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
    )
    paste(page, f"{hostile} File already exists {hostile}")
    shown = page.locator("#matches pre").first
    expect(shown).to_contain_text(hostile)
    assert page.locator("#matches img, #matches script").count() == 0
    assert page.title() != "hacked"
    begun = time.monotonic()
    page.locator("#log").fill("the name file already 400 error " * 20_000)
    expect(page.locator("#matches li, #no-match:visible").first).to_be_visible()
    assert time.monotonic() - begun < 3


def test_a_file_can_be_dropped(page: Page) -> None:
    """Dropped on the box, it is read as if it had been pasted."""
    page.evaluate(DROP, REFUSED)
    expect(page.locator("#matches a").first).to_have_text("invalid-publisher")
    assert page.locator("#log").input_value() == REFUSED
