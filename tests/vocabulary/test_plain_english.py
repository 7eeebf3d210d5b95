"""The pages, the README, the forms and the comments are in plain English."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.vocabulary import plain_english, statements, texts

FILES = [path.relative_to(ROOT).as_posix() for path in texts.files(ROOT)]


@pytest.mark.parametrize("name", FILES)
def test_a_text_has_no_word_that_plain_english_avoids(name: str) -> None:
    found = list(plain_english.problems(texts.read(ROOT, ROOT / name)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It is right.\n\nSomebody knows.", "a.md:3: `Somebody`"),
        ("The run is green.", "a.md:1: `is green`"),
        ("It is a test.\n\nIt is at the end of the day.", "a.md:3: 'at the end of the day'"),
        ("Run the the test.", "a.md:1: There's a lexical illusion"),
    ],
)
def test_a_word_is_found_with_its_line(text: str, place: str) -> None:
    found, *_ = plain_english.problems(statements.read("a.md", text))
    assert found.startswith(place), found


@pytest.mark.parametrize(
    "text", ["The stand-in answers.", "Write `mend` here.", "It is a token.\n\nA token is it."]
)
def test_code_and_other_sentences_are_left_alone(text: str) -> None:
    assert not list(plain_english.problems(statements.read("a.md", text)))
