"""What other programs read of the pages: canonical addresses, OpenGraph, the feed of changes."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import lxml.html  # type: ignore[import-untyped]
import pytest
from mkdocs.utils import meta

from overrides.hooks.facts import read
from tests import ROOT
from tests.site.built_page import BuiltPage
from tests.site.built_site import file_of, url_of

SITE = read(ROOT).site_url
SOURCES = sorted(path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md"))
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[Path, dict[str, str]]:
    """The metadata of each page by name, with its canonical address."""
    return {source: head(lxml.html.parse(str(site / file_of(source)))) for source in SOURCES}


def head(tree: Any) -> dict[str, str]:
    metas = tree.xpath("//meta[@property or @name]")
    found = {each.get("property") or each.get("name"): each.get("content") for each in metas}
    (found["canonical"],) = tree.xpath("//link[@rel='canonical']/@href")
    found["h1"] = "".join(tree.xpath("//h1[1]/text()")).strip()
    return found


def test_a_page_names_its_address_title_and_description(heads: dict[Path, dict[str, str]]) -> None:
    for source, found in heads.items():
        _, front = meta.get_data((ROOT / "docs" / source).read_text(encoding="utf-8"))
        assert found["canonical"] == found["og:url"] == SITE + url_of(source)
        assert found["og:title"] == front["title"] == found["h1"], source
        assert found["og:description"] == found["description"] == front["description"], source
        assert found["og:type"] == "article" and found["twitter:card"] == "summary_large_image"


def test_a_link_to_a_page_is_shown_with_the_card(
    site: Path, heads: dict[Path, dict[str, str]]
) -> None:
    """It is a PNG of the size that the pages state; its header has width and height."""
    (address,) = {found["og:image"] for found in heads.values()}
    card = (site / address.removeprefix(SITE)).read_bytes()
    assert card[:8] == b"\x89PNG\r\n\x1a\n" and len(card) < 100_000
    size = [int.from_bytes(card[at : at + 4]) for at in (16, 20)]
    for found in heads.values():
        assert [int(found[f"og:image:{side}"]) for side in ("width", "height")] == size
        assert found["og:image:alt"]


def test_the_404_page_has_no_address_of_its_own(site: Path) -> None:
    html = (site / "404.html").read_text(encoding="utf-8")
    assert "canonical" not in html and "og:url" not in html


@pytest.fixture(scope="module")
def feed(site: Path) -> ElementTree.Element:
    return ElementTree.parse(site / "changes.atom").getroot()


def text(element: ElementTree.Element, tag: str) -> str:
    """The text of the one child with this tag."""
    (child,) = element.findall(ATOM + tag)
    return child.text or ""


def test_the_feed_has_what_atom_requires(feed: ElementTree.Element) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and date; an author; a link to itself."""
    assert feed.tag == f"{ATOM}feed" and text(feed, "title")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == text(feed, "id") == f"{SITE}changes.atom"
    (author,) = feed.findall(f"{ATOM}author")
    assert text(author, "name")
    dates = [text(entry, "updated") for entry in feed.findall(f"{ATOM}entry")]
    assert dates and dates == sorted(dates, reverse=True)
    assert text(feed, "updated") == dates[0]
    assert all(datetime.fromisoformat(day).tzinfo for day in dates)


def test_each_entry_of_the_feed_is_a_heading_with_its_date(
    site: Path, feed: ElementTree.Element
) -> None:
    path = site / "what-changed/index.html"
    html, ids = path.read_text(encoding="utf-8"), BuiltPage(path).ids
    entries = feed.findall(f"{ATOM}entry")
    assert len({text(entry, "id") for entry in entries}) == len(entries)
    for entry in entries:
        page, _, anchor = text(entry, "id").partition("#")
        assert page == f"{SITE}what-changed/" and anchor in ids
        day = date.fromisoformat(text(entry, "updated")[:10])
        assert f'{text(entry, "title")}<a class="headerlink" href="#{anchor}"' in html
        assert f'<time datetime="{day}">{day.day} {day:%B %Y}</time>' in html
        content = text(entry, "content")
        assert content.startswith("<p>") and not re.search(r'href="(?!https://)', content)
    listed = re.findall(r'<h3 id="changes-', html)
    assert len(listed) == len(entries)
    headings = html.partition('id="changes"')[2].partition("</article>")[0]
    assert headings.count("<h3") == len(entries)


def test_every_page_links_the_feed(site: Path) -> None:
    for source in SOURCES:
        tree = lxml.html.parse(str(site / file_of(source)))
        # The theme takes a link with this one word for a site in another language.
        assert not tree.xpath("//link[@rel='alternate']"), source
        (href,) = tree.xpath("//link[@type='application/atom+xml']/@href")
        assert ((site / file_of(source)).parent / href).resolve() == site / "changes.atom"
