"""The API token in the reader's hand, made on an index's own page."""

from __future__ import annotations

from tests.sandbox.sandbox import Sandbox

WHOLE_ACCOUNT = "Entire account (all projects)"


def make(sandbox: Sandbox, site: str, scope: str = WHOLE_ACCOUNT) -> str:
    """The token that the page has shown, and that the reader pastes from now on.

    Raises:
        ValueError: the form was turned down.
    """
    url = f"https://{sandbox.indexes[site].site.domain}/manage/account/token/"
    complaints = sandbox.browser.submit(url, {"Token name": "uploads by hand", "Scope": scope})
    if complaints:
        raise ValueError(f"no token was made: {'; '.join(complaints)}")
    return sandbox.browser.shown_tokens[-1]
