"""Transcripts: parsing, and matching the expected output."""

from __future__ import annotations

import pytest

from tests.pages.transcript import Exchange, TranscriptProblem, mismatch, parse, quoted_command


def test_a_transcript_is_parsed_into_commands_and_their_output() -> None:
    """`$ ` begins a command, `> ` after a backslash continues it, the rest is output."""
    assert parse("$ one \\\n>   two\n$ for x in 1 \\\n> 2; do\n1\n> 2\n\n$ three\n") == [
        Exchange("one \\\n  two", []),
        Exchange("for x in 1 \\\n2; do", ["1", "> 2", ""]),
        Exchange("three", []),
    ]


@pytest.mark.parametrize("line", ["  --two", ">--two", ""])
def test_a_command_that_continues_without_its_prompt_is_a_problem(line: str) -> None:
    with pytest.raises(TranscriptProblem, match="line 2 of the console continues a command"):
        parse(f"$ one \\\n{line}\n")


def test_a_line_of_output_may_begin_as_a_quotation_does() -> None:
    """Pygments draws it as output, so the copy button leaves it out."""
    assert parse("$ cat notes\n> quoted\n") == [Exchange("cat notes", ["> quoted"])]


@pytest.mark.parametrize("line", ["# Title", "% done", "(venv) $ x", "me@host:~$ ls"])
def test_output_that_is_drawn_as_a_command_is_a_problem(line: str) -> None:
    with pytest.raises(TranscriptProblem, match="line 2 of the console is output, but the site"):
        parse(f"$ cat notes\n{line}\n")


def test_a_command_that_the_one_before_it_prints_is_a_problem() -> None:
    first, second = parse("$ cat log\n...\n$ rm x\n")
    problem = quoted_command(first, second, "a\n$ rm x\nb\n")
    assert problem == (
        "`cat log` prints `$ rm x`, which the site draws and copies as a command: write `...` in"
        " its place"
    )
    assert quoted_command(first, second, "a\n") is None
    assert quoted_command(second, None, "$ rm x\n") is None


def test_output_before_the_first_command_is_a_problem() -> None:
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
        ("E    x\n         one two\n         three", "E    x\n         one\n         two three\n"),
        ("         one two...\n...", "         one\n         two three\n"),
    ],
)
def test_output_matches_ellipses_and_ignores_blanks_at_the_end(expected: str, output: str) -> None:
    """A line `...` matches any lines, `...` in a line any text."""
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
        ("         one\n         two", "         one\n         three\n"),
        ("        one two", "        one\n        two\n"),
    ],
)
def test_a_missing_added_or_changed_line_is_a_mismatch(expected: str, output: str) -> None:
    assert mismatch(expected.split("\n"), output) is not None


def test_a_mismatch_is_a_diff_of_40_lines_at_most() -> None:
    """Lines that match are shown as on the page."""
    shown = mismatch(["a ... c", "old"], "a b c\nnew\n" + "more\n" * 100)
    assert shown is not None
    assert " a ... c\n-old\n+new\n+more\n" in shown
    assert shown.count("\n") <= 40


def test_many_ellipses_match_without_backtracking_over_all_of_them() -> None:
    assert mismatch(["...", "a"] * 30 + ["b"], "a\n" * 5000) is not None
