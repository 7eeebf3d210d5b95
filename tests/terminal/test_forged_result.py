"""A block cannot say itself that it has passed."""

from __future__ import annotations

import pytest

from tests.terminal.shell import Shell


@pytest.mark.parametrize(
    "block",
    [
        'for file in /proc/$$/fd/1?; do printf "1 0 /\\0" >$file; done; false',
        'for file in /proc/$$/fd/1?; do printf "1 0 /\\0" >$file; done; sleep 9',
        "trap '__guide_status=0' DEBUG; false",
        "printf() { builtin printf '1 0 /\\0'; }; false",
        "__guide_finish() { :; }; false",
        "(printf '1 0 /\\0' >/proc/$PPID/fd/12) 2>&1; false",
    ],
)
def test_a_block_that_writes_its_own_result_does_not_pass(shell: Shell, block: str) -> None:
    assert not shell.run(block).passed
