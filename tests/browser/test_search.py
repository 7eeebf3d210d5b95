"""The search: what readers type, and whether the page that answers it comes first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.measured import MEASURED, Record
from tests.browser.search_box import Query, observe, queries, results

#: The least shares: the right page first, and among the first three.
FIRST, AMONG_THREE = 0.85, 0.95
DOCUMENTS = "search/documents.json"
#: A search for these words lists the page first, whatever the shares.
ALWAYS = ("id-token: write", "repository-url:")


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    observe(page)
    page.goto(address)
    page.keyboard.press("/")
    yield page
    page.close()


def ranks(page: Page, address: str, of: list[Query]) -> dict[Query, tuple[int, list[str]]]:
    """The place of the first right page, from 1, or 0 for none; and the first three pages."""
    base = address[address.index("/", len("http://")) :]
    found = {}
    for query in of:
        listed = [path.removeprefix(base) for path in results(page, query.typed)]
        places = [place for place, url in enumerate(listed, 1) if url in query.right]
        found[query] = (min(places, default=0), listed[:3])
    return found


def test_the_pages_of_the_queries_exist(site: Path) -> None:
    known = {query.typed for query in queries()}
    assert known >= set(ALWAYS) and len(known) >= 75
    missing = {url for query in queries() for url in query.right if not (site / url).is_dir()}
    assert not missing


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held out"])
def test_the_right_page_comes_first(
    page: Page, address: str, held_out: bool, record_property: Record
) -> None:
    """Of the queries that were looked at while the search was tuned, and of the others."""
    of = [query for query in queries() if query.held_out == held_out]
    found = ranks(page, address, of)
    first = sum(place == 1 for place, _ in found.values()) / len(of)
    three = sum(1 <= place <= 3 for place, _ in found.values()) / len(of)
    kind = "held out" if held_out else "tuned"
    figures = f"{len(of)} searches ({kind}): {first:.0%} first, {three:.0%} among three"
    record_property(MEASURED, figures)
    late = [
        f"{query.typed!r}: {place or 'not found'}, listed {', '.join(listed) or 'nothing'}"
        for query, (place, listed) in found.items()
        if place != 1
    ]
    assert first >= FIRST and three >= AMONG_THREE, "\n".join([figures, *late])


def test_a_setting_is_found_with_its_colon(page: Page, address: str) -> None:
    of = [query for query in queries() if query.typed in ALWAYS]
    assert [place for place, _ in ranks(page, address, of).values()] == [1] * len(ALWAYS)


def test_words_that_are_not_drawn_are_found(page: Page, address: str) -> None:
    """The page that lists `yank` among its hidden words shows none of them in the results."""
    assert results(page, "unyank")[0].endswith("/verify/monitor/")
    expect(page.locator(".md-search-result__list")).not_to_contain_text("unyank")


def test_the_texts_are_loaded_with_the_first_search(browser: Browser, address: str) -> None:
    """A search while offline lists nothing; the next one loads the texts."""
    sent: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    observe(page)
    context.on("request", lambda request: sent.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    assert sent and not [url for url in sent if url.endswith(DOCUMENTS)]
    context.set_offline(True)
    assert results(page, "yank") == []
    context.set_offline(False)
    assert results(page, "yank a release")
    assert [url for url in sent if url.endswith(DOCUMENTS)]
    context.close()
