"""A sentence about a service says what it said when somebody looked it up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import ROOT
from tests.claims import recorded
from tests.claims.claims import Claim, claims, is_claim, pages
from tests.claims.where import where
from tests.vocabulary import statements

pytestmark = pytest.mark.drift

PAGES = pages(ROOT)
COMMAND = "When each sentence is right, run `uv run python -m tests.claims`."


def changes(page: str, digests: list[str]) -> Iterator[str]:
    """A sentence for each claim of the page that is not in the record."""
    new, gone = recorded.changed(claims(ROOT, page), digests)
    for each in new:
        places = ", ".join(where(ROOT, each))
        yield f"{each.place}: `{each.text}` is new, changed or moved; look it up in {places}"
    if gone > len(new):
        yield f"{page}: recorded sentences are gone"


def test_each_sentence_about_a_service_is_recorded() -> None:
    record = recorded.read()
    wrong = [each for page in PAGES for each in changes(page, record.get(page, []))]
    if wrong:
        pytest.fail("\n".join([*wrong, COMMAND]), pytrace=False)


def test_the_record_has_no_other_page() -> None:
    other = sorted(recorded.read().keys() - set(PAGES))
    assert not other, f"{other} are no pages. {COMMAND}"


PAGE = "# A\n\n## Why\n\nPyPI asks GitHub. Then the mail comes. It is late.\n\nA run starts."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PyPI asks GitHub", "GitHub asks PyPI"),
        ("Then the mail", "First the mail"),
        ("PyPI asks GitHub. Then the mail comes.", "Then the mail comes. PyPI asks GitHub."),
    ],
)
def test_a_sentence_that_is_turned_round_is_found(old: str, new: str) -> None:
    assert digests(PAGE) != digests(PAGE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PyPI asks GitHub", "PyPI\nasks  GitHub"),
        ("It is late", "It is good"),
        ("A run", "The run"),
    ],
)
def test_lines_may_be_broken_and_other_sentences_changed(old: str, new: str) -> None:
    assert digests(PAGE) == digests(PAGE.replace(old, new))


def digests(text: str) -> list[str]:
    return [Claim(each).digest for each in statements.read("a.md", text) if is_claim(each)]


def test_two_cells_that_change_places_are_found() -> None:
    table = "| a | b |\n|---|---|\n| PyPI | 30 days |\n| TestPyPI | 5 days |\n"
    swapped = table.replace("30", "x").replace("5", "30").replace("x", "5")
    assert len(digests(table)) > 1 and digests(table) != digests(swapped)
