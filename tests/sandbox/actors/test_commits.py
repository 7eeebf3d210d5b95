"""Commits by another maintainer are errors when the text to replace is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sandbox.actors import commits, workflow_edits
from tests.sandbox.sandbox import Sandbox


def test_replacing_text_that_is_not_on_main_is_an_error(sandbox: Sandbox) -> None:
    """The message names the file and the text; nothing is committed."""
    before = sandbox.github.bare.file("refs/heads/main", "pyproject.toml")
    with pytest.raises(ValueError, match=r"pyproject\.toml on main has no 'flavour'"):
        commits.replace_in(sandbox, "pyproject.toml", "x", ("Apache", "MIT"), ("flavour", "x"))
    assert sandbox.github.bare.file("refs/heads/main", "pyproject.toml") == before


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: workflow_edits.replaced(text, "flavour", "x"),
        lambda text: workflow_edits.cut(text, "jobs:", "flavour"),
        lambda text: workflow_edits.replaced_in_job(text, "b", "runs-on: x", "runs-on: y"),
        lambda text: workflow_edits.cut_from_job(text, "flavour", "a", "b"),
    ],
    ids=["replaced", "cut", "replaced_in_job", "cut_from_job"],
)
def test_an_edit_that_finds_no_text_is_an_error(edit: Callable[[str], str]) -> None:
    """An edit of a job ignores the text before the job."""
    text = "jobs:\n  a:\n    runs-on: x\n  b:\n    runs-on: z\n"
    with pytest.raises(ValueError, match=r"the workflow has no '.*(flavour|runs-on: x)"):
        edit(text)
