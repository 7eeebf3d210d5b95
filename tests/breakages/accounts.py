"""An index's account or token is not what the reader thinks."""

from __future__ import annotations

from ..sandbox.world import Sandbox


def token_of_other_index(sandbox: Sandbox) -> None:
    """The token in the reader's hand was made on PyPI, not on TestPyPI."""
    fields = {"Token name": "uploads by hand", "Scope": "Entire account (all projects)"}
    sandbox.browser.submit("https://pypi.org/manage/account/token/", fields)
