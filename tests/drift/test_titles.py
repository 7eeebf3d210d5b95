"""A failure page is titled with the words that people search for: those of its message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.pages import titles
from tests.pages.front_matter import FrontMatter
from tests.pages.page import Docs, Page

pytestmark = pytest.mark.drift

#: A longer title is cut in a list of search results.
LONGEST = 78


def failure_pages() -> Iterator[Page]:
    docs = Docs(ROOT)
    for path in sorted((ROOT / "docs/troubleshooting").glob("*.md")):
        if path.stem != "index":
            yield docs.page(path.relative_to(ROOT).as_posix())


def wrong(page: Page) -> str | None:
    """The end of a sentence about the page's title; None when it is right."""
    title = page.front.title or ""
    if len(title) > LONGEST:
        return f"the title has {len(title)} characters, and at most {LONGEST} are shown"
    if page.front.says and not titles.quoted(page.front):
        return "no message of the page has words of its title in a row"
    return None


def test_the_title_of_a_failure_page_quotes_its_message() -> None:
    found = [f"{page.place('title')}: {why}" for page in failure_pages() if (why := wrong(page))]
    assert not found, "\n".join(found)


def test_no_two_pages_have_one_title() -> None:
    titles = [page.front.title for page in failure_pages()]
    assert len(titles) > 80
    assert len(set(titles)) == len(titles)


def test_the_symptom_of_a_failure_page_is_its_address() -> None:
    found = [page.name for page in failure_pages() if page.front.symptom != Path(page.name).stem]
    assert not found


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        (
            "valid token, but no corresponding publisher",
            "valid token, but no corresponding publisher",
        ),
        ("invalid-publisher: valid token, or not", "invalid-publisher: valid token"),
        ("No matching: All exhausted", "All exhausted"),
        ("invalid-publisher", "invalid-publisher"),
        ("A publisher missing", ""),
        ("no publisher corresponding", ""),
    ],
)
def test_the_longest_quotation_in_a_title_is_found(title: str, quoted: str) -> None:
    message = "`invalid-publisher`: valid token, but no corresponding publisher: All exhausted."
    assert titles.quoted(FrontMatter(title=title, says=(message,))) == quoted
