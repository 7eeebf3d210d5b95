"""`...` may leave out parts of an output, not all of it."""

from __future__ import annotations

import pytest

from tests.pages.elision import of_everything


@pytest.mark.parametrize(
    ("expected", "output", "elided"),
    [
        (["..."], "a word\n", True),
        (["", "...", ""], "a word\n", True),
        (["... - ..."], "an 1 - word\n", True),
        (["a ..."], "a word\n", True),
        (["a word", "..."], "a word\nand more\n", False),
        (["...", "took ... s"], "a word\ntook 3 s\n", False),
        (["...0.1.0"], "x, version 0.1.0\n", False),
        (["1"], "1\n", False),
        (["..."], "-\n", False),
        ([], "", False),
    ],
)
def test_an_elision_of_everything_is_found(expected: list[str], output: str, elided: bool) -> None:
    assert of_everything(expected, output) is elided
