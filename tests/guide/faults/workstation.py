"""Faults on the reader's workstation: its network, and the commands that the reader types."""

from __future__ import annotations

from pathlib import Path

from tests.guide.remedies.both_services import published_to_both
from tests.guide.remedies.logins import logged_in
from tests.guide.remedies.on_index import uploaded
from tests.guide.remedies.remedy import ACCOUNTS, FOR_TESTPYPI, mended_by
from tests.guide.remedies.results import built, installed
from tests.guide.remedies.runs import dispatched, run_published
from tests.sandbox.actors import api_token
from tests.sandbox.sandbox import Sandbox


@mended_by(uploaded("testpypi"))
def mistyped_upload(sandbox: Sandbox) -> None:
    """Change nothing: the page's upload is the mistake."""


@mended_by(built(version="0.1.0", after=ACCOUNTS))
def mistyped_tag(sandbox: Sandbox) -> None:
    """Change nothing: the page's tag is the mistake."""


@mended_by(installed())
def mistyped_installation(sandbox: Sandbox) -> None:
    """Change nothing: the page's installation is the mistake."""


@mended_by(dispatched(), after=FOR_TESTPYPI)
def mistyped_dispatch(sandbox: Sandbox) -> None:
    """Change nothing: the page's dispatch is the mistake."""


@mended_by(run_published("testpypi"))
def step_left_out(sandbox: Sandbox) -> None:
    """Change nothing: the page does not do its first step."""


@mended_by(published_to_both())
def release_not_approved(sandbox: Sandbox) -> None:
    """Change nothing: nobody approves the run of the page's release, or publishes to TestPyPI."""


@mended_by(logged_in())
def gh_logged_out(sandbox: Sandbox) -> None:
    """gh has forgotten the reader's account."""
    (sandbox.root / "home/.config/gh/hosts.yml").unlink()


@mended_by(uploaded("testpypi"))
def corporate_ca(sandbox: Sandbox) -> None:
    """A company's proxy intercepts TLS. Its CA certificate is in ~/company-ca.pem.

    The reader has an API token for TestPyPI.
    """
    certificate = Path(sandbox.environment["REQUESTS_CA_BUNDLE"]).read_text()
    (sandbox.root / "home" / "company-ca.pem").write_text(certificate)
    api_token.make(sandbox, "testpypi")
