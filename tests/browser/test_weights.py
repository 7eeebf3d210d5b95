"""What a reader's browser loads with the first page that it opens."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession

from tests.benchmarks.measured import MEASURED, Record
from tests.site.serve import LEVEL

#: Bytes as sent, with their heads, without what the search loads.
LIMIT = 120_000
#: Bytes as sent of the texts that the first search loads; they grow with the pages.
SEARCH_LIMIT = 160_000
#: Not the address of a page, so it shows the 404 page, which has the box for a log.
MISSING = "no/such/page/"
SEARCH = "/search/"


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), LEVEL))


def heaviest(site: Path, number: int) -> list[str]:
    """The addresses of the pages with most HTML; what else a page loads is the same for all."""
    pages = sorted(site.rglob("index.html"), key=compressed, reverse=True)[:number]
    return [f"{page.parent.relative_to(site).as_posix()}/" for page in pages]


def loaded(browser: Browser, url: str) -> dict[str, int]:
    """By URL: the bytes that a browser with an empty cache is sent until the network is idle."""
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    urls, sizes = _watch(network)
    page.goto(url, wait_until="networkidle")
    context.close()
    return {urls[number]: size for number, size in sizes.items() if number in urls}


def _watch(network: CDPSession) -> tuple[dict[str, str], dict[str, int]]:
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on(
        "Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]})
    )
    network.on(
        "Network.loadingFinished",
        lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}),
    )
    network.send("Network.enable")
    return urls, sizes


def test_a_first_load_is_light(
    browser: Browser, address: str, site: Path, record_property: Record
) -> None:
    """The front page, the 404 page, and the heaviest pages, which have the others below them."""
    weights = {}
    for page in ("", "setup/pypi/", MISSING, *heaviest(site, 3)):
        parts = {
            url: size for url, size in loaded(browser, address + page).items() if SEARCH not in url
        }
        assert len(parts) > 5, f"{page}: only {parts} was loaded"
        weights[page] = sum(parts.values())
        record_property(MEASURED, f"first load of /{page}: {weights[page] / 1000:.1f} kB")
    assert not {page: weight for page, weight in weights.items() if weight > LIMIT}


def test_the_texts_of_the_search_are_light(site: Path, record_property: Record) -> None:
    weight = compressed(site / "search/documents.json")
    record_property(MEASURED, f"the texts of the search: {weight / 1000:.0f} kB")
    assert weight < SEARCH_LIMIT


@pytest.mark.parametrize("name", ["theme_gaps.js", "names/box.js", "search/worker.js"])
def test_the_site_s_own_scripts_are_sent_without_comments(site: Path, name: str) -> None:
    assert "/*" not in (site / "assets" / name).read_text(encoding="utf-8")
