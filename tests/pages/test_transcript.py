"""A console fence against real output: exact, but for its dots."""

from __future__ import annotations

import pytest

from tests.pages.transcript import Exchange, TranscriptProblem, mismatch, parse


def test_commands_and_what_they_print_are_told_apart() -> None:
    """`$ ` begins a command, `> ` and a backslash carry it on, the rest is output."""
    assert parse("$ one \\\n  two\n$ for x in 1\n> do echo $x; done\n1\n> 2\n\n$ three\n") == [
        Exchange("one \\\n  two", []),
        Exchange("for x in 1\ndo echo $x; done", ["1", "> 2", ""]),
        Exchange("three", []),
    ]


def test_output_before_any_command_is_refused() -> None:
    """Nobody could say what prints it."""
    with pytest.raises(TranscriptProblem, match="line 1 of the console"):
        parse("out\n$ true\n")


@pytest.mark.parametrize(
    ("expected", "output"),
    [
        ("a\nb", "a\nb\n"),
        ("", ""),
        ("a  ", "a\n\n\n"),
        ("...", ""),
        ("...", "a\nb\n"),
        ("a\n...\nd", "a\nb\nc\nd\n"),
        ("a\n...\nd", "a\nd\n"),
        ("...\nb\n...\nd\n...", "a\nb\nb\nc\nd\ne\n"),
        ("took ... s", "took 1.25 s\n"),
        ("  ...", "anything\n"),
        ("[a-z]+ (x)?", "[a-z]+ (x)?\n"),
    ],
)
def test_what_fits(expected: str, output: str) -> None:
    """Dots alone are any lines, in a line any text; blanks at the end do not count."""
    assert mismatch(expected.split("\n"), output) is None


@pytest.mark.parametrize(
    ("expected", "output"),
    [
        ("a", "a\nb\n"),
        ("a\nb", "a\n"),
        ("", "a\n"),
        ("a", " a\n"),
        ("a\n...\nd", "a\nb\nc\n"),
        ("took ... s", "took 1.25 ms.\n"),
        ("a\n...", "b\na\n"),
    ],
)
def test_what_does_not_fit(expected: str, output: str) -> None:
    """One line more, less or other is a mismatch."""
    assert mismatch(expected.split("\n"), output) is not None


def test_a_mismatch_is_a_short_difference() -> None:
    """Lines that fit are shown as the page has them."""
    shown = mismatch(["a ... c", "old"], "a b c\nnew\n" + "more\n" * 100)
    assert shown is not None
    assert " a ... c\n-old\n+new\n+more\n" in shown
    assert shown.count("\n") <= 40


def test_many_dots_and_lines_take_no_time() -> None:
    """The walk never tries all ways to fit."""
    assert mismatch(["...", "a"] * 30 + ["b"], "a\n" * 5000) is not None
