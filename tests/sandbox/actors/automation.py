"""Another workflow of the repository, which uses the GITHUB_TOKEN of its own run."""

from __future__ import annotations

from tests.sandbox.github.state import BOT
from tests.sandbox.sandbox import Sandbox


def release(sandbox: Sandbox, tag: str) -> None:
    """Publish a release of main with a new tag."""
    state, token = sandbox.github.state, "sandbox-token-of-a-run"
    state.tokens[token] = BOT
    url = f"https://api.github.com/repos/{sandbox.facts.slug}/releases"
    body = {"tag_name": tag, "name": tag, "body": "Released automatically."}
    sandbox.browser.post(url, body, {"Authorization": f"Bearer {token}"})
    del state.tokens[token]
