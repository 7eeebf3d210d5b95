"""Faults on the reader's workstation: its network, and the commands that the reader types."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox.actors import api_token
from tests.sandbox.sandbox import Sandbox


def wrong_command(sandbox: Sandbox) -> None:
    """Change nothing: the page's first command is the mistake."""


def gh_logged_out(sandbox: Sandbox) -> None:
    """gh has forgotten the reader's account."""
    (sandbox.root / "home/.config/gh/hosts.yml").unlink()


def corporate_ca(sandbox: Sandbox) -> None:
    """A company's proxy intercepts TLS. Its CA certificate is in ~/company-ca.pem.

    The reader has an API token for TestPyPI.
    """
    certificate = Path(sandbox.environment["REQUESTS_CA_BUNDLE"]).read_text()
    (sandbox.root / "home" / "company-ca.pem").write_text(certificate)
    api_token.make(sandbox, "testpypi")
