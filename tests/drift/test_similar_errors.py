"""Words that a page quotes under "Similar errors" are those of the pages that it links there."""

from __future__ import annotations

from functools import cache

import pytest

from tests import ROOT
from tests.drift import similar_errors
from tests.pages.page import Docs, Page

pytestmark = pytest.mark.drift

FOLDER = "docs/troubleshooting"


@cache
def pages() -> dict[str, Page]:
    """The pages about failures, by name; the index explains none."""
    docs = Docs(ROOT)
    files = sorted((ROOT / FOLDER).glob("*.md"))
    return {f.stem: docs.page(f"{FOLDER}/{f.name}") for f in files if f.stem != "index"}


def misquoted(page: Page) -> list[str]:
    """A sentence for each item whose words are on none of the pages that it links."""
    found = []
    for error in similar_errors.similar_errors(page):
        linked = [pages()[name] for name in error.linked if name in pages()]
        if linked and (words := similar_errors.misquoted(error, linked)):
            named = " and ".join(f"{each.name}" for each in linked)
            found.append(f"{page.name}:{error.line}: {named} does not say `{words}`")
    return found


def test_each_similar_error_is_quoted_from_the_page_that_explains_it() -> None:
    wrong = [sentence for page in pages().values() for sentence in misquoted(page)]
    assert not wrong, "\n".join(wrong)


def test_most_pages_tell_their_failure_from_similar_ones() -> None:
    """The headings and the items are found: an empty list would prove nothing."""
    quoted = [e for p in pages().values() for e in similar_errors.similar_errors(p) if e.quoted]
    assert len(quoted) > 150


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("`400 Bad Request`: a", "`404 Bad Request`: a"),
        ("too large. Limit for project", "too big. Limit for project"),
        ("(project-size-limit.md)", "(rate-limit.md)"),
    ],
)
def test_words_of_no_linked_page_are_found(old: str, new: str) -> None:
    """The words or the link are changed."""
    item = (
        "## Similar errors\n\n- `400 Bad Request`: a bare one. [bare-400](bare-400.md)\n"
        "- `Project size too large. Limit for project '…'`: all\n"
        "  files. [x](project-size-limit.md)"
    )
    page = Page("docs/troubleshooting/a.md", item, pages()["bare-400"].front, {}, ())
    assert not misquoted(page)
    spoilt = Page(page.name, item.replace(old, new), page.front, {}, ())
    (sentence,) = misquoted(spoilt)
    assert sentence.startswith(("docs/troubleshooting/a.md:3: ", "docs/troubleshooting/a.md:4: "))
