"""What is quoted of a failed step's log."""

from __future__ import annotations

from tests.preflight import client_words

_FRAMES = [f'  File "a.py", line {n}, in f' for n in range(20)]


def test_of_a_traceback_the_end_is_quoted() -> None:
    """It names the exception; the frames before it are many."""
    for head in ("Traceback (most recent call last):", "╭─── Traceback (most recent call last) ─╮"):
        said = ["start", head, *_FRAMES, "ValueError: no such day"]
        assert client_words.errors(said)[-1] == "ValueError: no such day"


def test_of_an_error_the_first_lines_are_quoted() -> None:
    said = ["start", "error: no such day", *(f"line {n}" for n in range(20))]
    assert client_words.errors(said)[0] == "error: no such day"


def test_without_an_error_the_last_lines_are_quoted() -> None:
    said = ["one", "", "two", "##[error]Process completed with exit code 1."]
    assert client_words.errors(said) == ["one", "two"]
