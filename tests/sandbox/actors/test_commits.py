"""What somebody else commits to main is there as meant, or says why it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sandbox.actors import commits, workflow_edits
from tests.sandbox.sandbox import Sandbox


def test_text_that_is_not_on_main_is_not_replaced_in_silence(sandbox: Sandbox) -> None:
    """A breakage whose file has changed since names the file and the text, and commits nothing."""
    before = sandbox.github.bare.file("refs/heads/main", "pyproject.toml")
    with pytest.raises(ValueError, match=r"pyproject\.toml on main has no 'flavour'"):
        commits.replace_in(sandbox, "pyproject.toml", "x", ("Apache", "MIT"), ("flavour", "x"))
    assert sandbox.github.bare.file("refs/heads/main", "pyproject.toml") == before


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: workflow_edits.replaced(text, "flavour", "x"),
        lambda text: workflow_edits.cut(text, "jobs:", "flavour"),
        lambda text: workflow_edits.in_job(text, "b", "runs-on: x", "runs-on: y"),
        lambda text: workflow_edits.cut_from_job(text, "flavour", "a", "b"),
    ],
)
def test_an_edit_of_a_workflow_that_finds_nothing_says_so(edit: Callable[[str], str]) -> None:
    """In a job, too, what stands before it does not count."""
    text = "jobs:\n  a:\n    runs-on: x\n  b:\n    runs-on: z\n"
    with pytest.raises(ValueError, match=r"the workflow has no '.*(flavour|runs-on: x)"):
        edit(text)
