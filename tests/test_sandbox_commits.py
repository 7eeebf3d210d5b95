"""What somebody else commits to main is there as meant, or says why it is not."""

from __future__ import annotations

import pytest

from tests.sandbox import commits
from tests.sandbox.world import Sandbox


def test_text_that_is_not_on_main_is_not_replaced_in_silence(sandbox: Sandbox) -> None:
    """A breakage whose file has changed since names the file and the text, and commits nothing."""
    before = sandbox.github.bare.file("refs/heads/main", "pyproject.toml")
    with pytest.raises(ValueError, match=r"pyproject\.toml on main has no 'flavour'"):
        commits.replace_in(sandbox, "pyproject.toml", "x", ("Apache", "MIT"), ("flavour", "x"))
    assert sandbox.github.bare.file("refs/heads/main", "pyproject.toml") == before
