"""A sentence says what it said when somebody looked it up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import ROOT
from tests.claims import recorded
from tests.claims.claims import claims, files, of
from tests.claims.where import where
from tests.vocabulary import statements

pytestmark = pytest.mark.drift

FILES = files(ROOT)
COMMAND = "When each sentence is right, run `uv run python -m tests.claims`."


def changes(page: str, digests: list[str]) -> Iterator[str]:
    """A sentence for each claim of the page that is not in the record."""
    new, gone = recorded.changed(claims(ROOT, page), digests)
    for each in new:
        places = ", ".join(where(ROOT, each))
        yield f"{each.place}: `{each.text}` is new, changed or moved; look it up in {places}"
    if gone > len(new):
        yield f"{page}: recorded sentences are gone"


def test_each_sentence_is_recorded() -> None:
    record = recorded.read()
    wrong = [each for page in FILES for each in changes(page, record.get(page, []))]
    if wrong:
        pytest.fail("\n".join([*wrong, COMMAND]), pytrace=False)


def test_the_record_has_no_other_file() -> None:
    other = sorted(recorded.read().keys() - set(FILES))
    assert not other, f"{other} have no texts. {COMMAND}"


PAGE = """# A

## Why

PyPI asks GitHub. Then the mail comes. It is late.

!!! note "Do this"

    A run starts.

```bash
echo one
```
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PyPI asks GitHub", "GitHub asks PyPI"),
        ("Then the mail", "First the mail"),
        ("PyPI asks GitHub. Then the mail comes.", "Then the mail comes. PyPI asks GitHub."),
        ("It is late", "It is good"),
        ("## Why", "## How"),
        ("Do this", "Do not do this"),
    ],
)
def test_a_sentence_that_is_turned_round_is_found(old: str, new: str) -> None:
    assert digests(PAGE) != digests(PAGE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PyPI asks GitHub", "PyPI\nasks GitHub"),
        ("echo one", "echo two"),
    ],
)
def test_lines_may_be_broken_and_blocks_changed(old: str, new: str) -> None:
    assert digests(PAGE) == digests(PAGE.replace(old, new))


def digests(text: str) -> list[str]:
    return [claim.digest for claim in of(statements.read("a.md", text))]


def test_two_cells_that_change_places_are_found() -> None:
    table = "| a | b |\n|---|---|\n| PyPI | 30 days |\n| TestPyPI | 5 days |\n"
    swapped = table.replace("30", "x").replace("5", "30").replace("x", "5")
    assert len(digests(table)) > 1 and digests(table) != digests(swapped)
