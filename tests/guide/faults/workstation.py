"""Faults on the reader's workstation: its network, and commands that they type."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox.actors import api_token
from tests.sandbox.sandbox import Sandbox


def own_command(sandbox: Sandbox) -> None:
    """Change nothing: the page's first commands are the mistake."""


def company_authority(sandbox: Sandbox) -> None:
    """The company's proxy intercepts TLS; its CA certificate is in ~/company-ca.pem."""
    certificate = Path(sandbox.environment["REQUESTS_CA_BUNDLE"]).read_text()
    (sandbox.root / "home" / "company-ca.pem").write_text(certificate)
    api_token.make(sandbox, "testpypi")
