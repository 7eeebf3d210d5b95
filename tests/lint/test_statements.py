"""Blocks that hide a failure or leave out a command are refused; plain ones are not."""

from __future__ import annotations

import pytest

from tests.lint.odd_blocks import ODD, PLAIN
from tests.lint.statements import finding, negated
from tests.lint.syntax import commands, parse, program_names


@pytest.mark.parametrize("block", ODD)
def test_an_odd_block_is_refused_in_its_line(block: str) -> None:
    line, reason = ODD[block]
    found = finding(f"{block}\n")
    assert found is not None
    assert (found.line, reason in found.text) == (line, True), found


@pytest.mark.parametrize("block", PLAIN)
def test_a_plain_block_is_not_refused(block: str) -> None:
    assert finding(f"{block}\n") is None


def test_a_negation_is_that_of_the_last_statement() -> None:
    blocks = ["! gh x", "true\n! env | grep x # none", "! true\ntrue", "gh x"]
    assert [negated(block) for block in blocks] == [True, True, False, False]


def test_commands_have_their_lines_and_programs_their_names() -> None:
    block = 'gh a \\\n  b | (cd x; ./y)\nexport z=1\n"uv" c\n$d e\n'
    found = [(each.name, each.first_line, each.last_line) for each in commands(parse(block))]
    assert found == [("gh", 1, 2), ("cd", 2, 2), ("./y", 2, 2), ("export", 3, 3), ("uv", 4, 4),
                     (None, 5, 5)]  # fmt: skip
    assert program_names(block) == ["gh", "cd", "export", "uv"]
