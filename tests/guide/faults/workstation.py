"""What the reader works with is not as the guide takes it: the network, or their own commands."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox.actors import api_token
from tests.sandbox.sandbox import Sandbox


def own_command(sandbox: Sandbox) -> None:
    """Nothing is spoiled: the first commands of the page are the mistake itself."""


def company_authority(sandbox: Sandbox) -> None:
    """The company's network opens connections; its authority lies in a file that IT handed out."""
    handed = Path(sandbox.environment["REQUESTS_CA_BUNDLE"]).read_text()
    (sandbox.root / "home" / "company-ca.pem").write_text(handed)
    api_token.make(sandbox, "testpypi")
