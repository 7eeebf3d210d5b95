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


def test_a_flag_in_a_usage_text_is_no_error() -> None:
    """nox prints its usage, and then what was wrong."""
    usage = ["usage: nox [-h] [--error-on-external-run]", "  --stop-on-first-error"]
    said = [*usage, *(f"line {n}" for n in range(20)), "nox: error: no such session"]
    assert client_words.errors(said)[0] == "nox: error: no such session"
