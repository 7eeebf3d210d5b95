"""The shell of a page: what carries over, what fails, and what cannot take it down."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evaluate.example_guide import alive
from tests.terminal.shell import Shell

SECONDS = 4.0


def answer(prompt: str) -> str | None:
    """The one prompt that somebody knows."""
    return "bob" if prompt == "Name: " else None


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    """A reader's shell with a small limit."""
    shell = Shell({"PATH": os.environ["PATH"]}, tmp_path, answer, SECONDS)
    yield shell
    shell.close()


def test_folder_variables_functions_and_options_carry_over(shell: Shell, tmp_path: Path) -> None:
    """A page's blocks are typed into one terminal."""
    shell.run("mkdir sub; cd sub; x=1; export y=2; f() { echo $x$y; }; shopt -s nullglob")
    assert shell.run("f; env | grep ^y=; basename $PWD; shopt nullglob").output == (
        "12\ny=2\nsub\nnullglob       \ton\n"
    )
    assert shell.folder == tmp_path / "sub"


def test_a_virtual_environment_stays_active(shell: Shell) -> None:
    """Activation is a sourced script that changes the shell."""
    shell.run("mkdir -p v/bin; echo 'deactivate() { unset V; }; V=on' > v/bin/activate")
    shell.run(". v/bin/activate")
    assert shell.run("echo $V; deactivate; echo ${V-off}").output == "on\noff\n"


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("true\nfalse\ntrue", 2),
        ("false", 1),
        ("echo a | grep b | cat\ntrue", 1),
        ("f() {\n  false\n  true\n}\nf\ntrue", 5),
        ("true\n(\n  cd /\n  false\n  true\n)\ntrue", 4),
        ("for i in 1 2; do\n  false\ndone\ntrue", 2),
        ("x=$(false; true)\ntrue", 1),
        ("set -e\nfalse\ntrue", 2),
        ("true\nnosuchcommand\ntrue", 2),
    ],
)
def test_a_failing_line_or_pipe_fails_the_block_and_is_named(
    shell: Shell, block: str, line: int
) -> None:
    """The block stops there, the shell lives on."""
    result = shell.run(block)
    assert (result.passed, result.line, shell.alive) == (False, line, True)
    assert shell.run("echo on").output == "on\n"


@pytest.mark.parametrize(
    "block", ["false || true", "if false; then :; fi", "! false", "while false; do :; done", ":"]
)
def test_a_failure_that_is_asked_about_is_none(shell: Shell, block: str) -> None:
    """As `set -e` has it."""
    assert shell.run(block).passed


def test_a_syntax_error_is_the_block_s_alone(shell: Shell) -> None:
    """Bash says what is wrong as it does in a terminal."""
    result = shell.run("if true\n")
    assert result.status == 2
    assert result.output.startswith("bash: syntax error")
    assert shell.run("true").passed


def test_a_block_that_exits_has_ended_the_shell(shell: Shell) -> None:
    """`exit 0` is no success: the rest of the page would not run."""
    result = shell.run("exit 0\n")
    assert result.problem == "ended the shell (exit status 0)"
    assert not shell.alive


def test_a_background_job_neither_holds_the_block_nor_outlives_the_page(tmp_path: Path) -> None:
    """`sleep 60 &` returns at once and is ended with the shell."""
    shell = Shell({"PATH": os.environ["PATH"]}, tmp_path, answer, SECONDS)
    begun = time.monotonic()
    pid = int(shell.run("sleep 60 &\n(sleep 61; :) & disown\necho $!").output)
    assert time.monotonic() - begun < SECONDS / 2
    assert alive(pid)
    shell.close()
    assert not alive(pid)


def test_the_time_limit_ends_the_whole_group(tmp_path: Path) -> None:
    """What the block started is ended with it, and the sentence says why."""
    shell = Shell({"PATH": os.environ["PATH"]}, tmp_path, answer, 0.5)
    result = shell.run("sleep 77 | sleep 78 & echo $!; sleep 79")
    shell.close()
    assert result.problem == "still ran after 0.5 s and was ended"
    assert not alive(int(result.output))


def test_a_known_prompt_is_answered(shell: Shell) -> None:
    """And the answer is not echoed into the output."""
    result = shell.run('read -p "Name: " name\necho "<$name>"')
    assert result.output == "Name: <bob>\n"


@pytest.mark.parametrize("block", ["cat", 'read -sp "Password: " x'])
def test_a_block_that_waits_for_input_fails_before_the_limit(shell: Shell, block: str) -> None:
    """It gets an end of input, and does not eat the next block."""
    result = shell.run(block)
    assert result.problem and result.problem.startswith("waits for input")
    assert shell.run("echo next").output == "next\n"


def test_three_megabytes_are_only_much_output(shell: Shell) -> None:
    """Nothing is lost and nothing is stuck."""
    result = shell.run("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end")
    assert (result.passed, len(result.output)) == (True, 3000005)
    assert result.output.endswith("x\nend\n")


def test_output_that_is_not_utf_8_is_readable(shell: Shell) -> None:
    """Bytes that mean nothing become the replacement character."""
    assert shell.run(r"printf '\xffok\n'").output == "\ufffdok\n"


def test_a_program_sees_a_terminal_of_120_columns(shell: Shell) -> None:
    """On all three of its streams, as the reader's does; colours and rewritten lines are gone."""
    assert shell.run("stty size; test -t 0 && test -t 1 && test -t 2").output == "40 120\n"
    assert shell.run(r"printf '\e[31mred\e[0m\n10%%\r99%%\n'").output == "red\n99%\n"


def test_a_terminal_left_in_disorder_is_put_right(shell: Shell) -> None:
    """The next block finds it as the first one did."""
    shell.run("stty raw -echo; printf 'typed ahead'")
    assert shell.run('read -p "Name: " name; echo "$name"').output == "Name: bob\n"
