"""Makes an API token for the reader on an index's page."""

from __future__ import annotations

from tests.sandbox.sandbox import Sandbox

WHOLE_ACCOUNT = "Entire account (all projects)"


def make(sandbox: Sandbox, site: str, scope: str = WHOLE_ACCOUNT) -> str:
    """The new token; the reader types it at all later prompts.

    Raises:
        ValueError: the form was refused.
    """
    url = f"https://{sandbox.indexes[site].site.domain}/manage/account/token/"
    errors = sandbox.browser.submit(url, {"Token name": "uploads by hand", "Scope": scope})
    if errors:
        raise ValueError(f"{url} made no token: {'; '.join(errors)}")
    return sandbox.browser.shown_tokens[-1]
