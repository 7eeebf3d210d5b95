"""The shell of a page: its state from block to block, failing blocks, prompts, and clean-up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.confinement.proc import alive
from tests.terminal.conftest import SECONDS, MakeShell
from tests.terminal.shell import Shell


def test_folder_variables_functions_and_options_carry_over(shell: Shell, tmp_path: Path) -> None:
    shell.run("mkdir sub; cd sub; x=1; export y=2; f() { echo $x$y; }; shopt -s nullglob")
    assert shell.run("f; env | grep ^y=; basename $PWD; shopt nullglob").output == (
        "12\ny=2\nsub\nnullglob       \ton\n"
    )
    assert shell.folder == tmp_path / "sub"


def test_a_virtual_environment_stays_active(shell: Shell) -> None:
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
def test_a_failing_line_or_pipe_ends_the_block_and_is_named(
    shell: Shell, block: str, line: int
) -> None:
    """The shell runs the next block."""
    result = shell.run(block)
    assert (result.passed, result.line, shell.alive) == (False, line, True)
    assert shell.run("echo on").output == "on\n"


@pytest.mark.parametrize(
    "block", ["false || true", "if false; then :; fi", "! false", "while false; do :; done", ":"]
)
def test_a_command_whose_status_is_tested_may_fail(shell: Shell, block: str) -> None:
    """The exceptions are those of `set -e`."""
    assert shell.run(block).passed


def test_a_syntax_error_fails_its_block_and_not_the_shell(shell: Shell) -> None:
    """The message is the one that an interactive bash prints."""
    result = shell.run("if true\n")
    assert result.status == 2
    assert result.output.startswith("bash: syntax error")
    assert shell.run("true").passed


def test_a_block_that_exits_ends_the_shell_and_fails(shell: Shell) -> None:
    """Status 0 is a failure, too, because the rest of the page would not run."""
    result = shell.run("exit 0\n")
    assert result.problem == "ended the shell (exit status 0)"
    assert not shell.alive


def test_a_background_job_does_not_delay_the_block_and_ends_with_the_shell(shell: Shell) -> None:
    begun = time.monotonic()
    pid = int(shell.run("sleep 60 &\n(sleep 61; :) & disown\necho $!").output)
    assert time.monotonic() - begun < SECONDS / 2
    assert alive(pid)
    shell.end()
    assert not alive(pid)


def test_a_block_over_the_time_limit_is_killed_with_its_processes(make_shell: MakeShell) -> None:
    shell = make_shell(0.5)
    result = shell.run("sleep 77 | sleep 78 & echo $!; sleep 79")
    assert result.problem == "still ran after 0.5 s and was ended"
    assert not alive(int(result.output))


def test_a_known_prompt_is_answered_without_echo(shell: Shell) -> None:
    result = shell.run('read -p "Name: " name\necho "<$name>"')
    assert result.output == "Name: <bob>\n"


@pytest.mark.parametrize("block", ["cat", 'read -sp "Password: " x'])
def test_a_block_that_waits_for_input_fails_before_the_limit(shell: Shell, block: str) -> None:
    """The program receives an end of input; it does not read the next block."""
    result = shell.run(block)
    assert result.problem and result.problem.startswith("waits for input")
    assert shell.run("echo next").output == "next\n"


def test_three_megabytes_of_output_are_complete(shell: Shell) -> None:
    result = shell.run("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end")
    assert (result.passed, len(result.output)) == (True, 3000005)
    assert result.output.endswith("x\nend\n")


def test_bytes_that_are_not_utf_8_become_the_replacement_character(shell: Shell) -> None:
    assert shell.run(r"printf '\xffok\n'").output == "\ufffdok\n"


def test_all_streams_are_a_terminal_of_40_rows_and_120_columns(shell: Shell) -> None:
    assert shell.run("stty size; test -t 0 && test -t 1 && test -t 2").output == "40 120\n"


def test_colours_and_overwritten_lines_are_not_in_the_output(shell: Shell) -> None:
    assert shell.run(r"printf '\e[31mred\e[0m\n10%%\r99%%\n'").output == "red\n99%\n"


def test_terminal_settings_and_unread_input_of_a_block_do_not_reach_the_next(shell: Shell) -> None:
    shell.run("stty raw -echo; printf 'typed ahead'")
    assert shell.run('read -p "Name: " name; echo "$name"').output == "Name: bob\n"


def test_strictness_is_restored_before_the_next_block(shell: Shell) -> None:
    shell.run("set +E +T +o pipefail; trap - ERR DEBUG RETURN")
    for block in ("false | true\ntrue", "(false; true)\ntrue"):
        assert not shell.run(block).passed
    assert shell.run("true").notes.reached == {1}
