"""Faults of the reader's account or API token on an index."""

from __future__ import annotations

from tests.guide.remedies.both_services import (
    with_account_on_pypi,
    with_new_token_on_pypi,
)
from tests.guide.remedies.intrusion import intruder_out
from tests.guide.remedies.logins import pending_publisher_registered, registered
from tests.guide.remedies.on_index import uploaded
from tests.guide.remedies.remedy import mended_by
from tests.sandbox.actors import api_token, existing_releases, intruder
from tests.sandbox.pypi.state import Project, User
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN


@mended_by(with_new_token_on_pypi(uploaded("testpypi")))
def token_of_other_index(sandbox: Sandbox) -> None:
    """The reader made the token on PyPI, not on TestPyPI."""
    api_token.make(sandbox, "pypi")


@mended_by(with_new_token_on_pypi(uploaded("testpypi")))
def token_with_another_letter(sandbox: Sandbox) -> None:
    """The reader copied the token by hand and changed its last letter."""
    token = api_token.make(sandbox, "testpypi")
    sandbox.browser.shown_tokens.append(token[:-1] + ("A" if token[-1] != "A" else "E"))


@mended_by(uploaded("testpypi"))
def token_of_other_project(sandbox: Sandbox) -> None:
    """The reader's token is scoped to another project of theirs."""
    other = Project("hostfactory-examples", {LOGIN: "Owner"})
    sandbox.indexes["testpypi"].state.add_project(other)
    api_token.make(sandbox, "testpypi", f"Project: {other.name}")


@mended_by(uploaded("testpypi"))
def token_of_other_account(sandbox: Sandbox) -> None:
    """The reader owns the project, and made the token in a second account of theirs."""
    state = sandbox.indexes["testpypi"].state
    existing_releases.add_project(sandbox, "testpypi")
    state.signed_in = "maintainer-at-home"
    state.users[state.signed_in] = User(state.signed_in)
    api_token.make(sandbox, "testpypi")


@mended_by(with_account_on_pypi(pending_publisher_registered("testpypi")))
def no_account_yet(sandbox: Sandbox) -> None:
    """The reader has an account neither on PyPI nor on TestPyPI."""
    for index in sandbox.indexes.values():
        index.state.users.clear()
        index.state.signed_in = None


@mended_by(with_account_on_pypi(registered("testpypi")))
def domain_prohibited(sandbox: Sandbox) -> None:
    """The reader has no account yet, and neither site takes an address at their provider."""
    no_account_yet(sandbox)
    for index in sandbox.indexes.values():
        index.state.prohibited_domains.add("mail.example")


@mended_by(with_account_on_pypi(uploaded("testpypi")))
def bounced_address(sandbox: Sandbox) -> None:
    """Mail of both sites to the reader bounced, so their address is no longer verified."""
    api_token.make(sandbox, "testpypi")
    for index in sandbox.indexes.values():
        index.state.users[LOGIN].email = "unverified"


@mended_by(with_account_on_pypi(uploaded("testpypi")))
def token_before_second_factor(sandbox: Sandbox) -> None:
    """The token predates the two-factor requirement; the accounts have no second factor."""
    api_token.make(sandbox, "testpypi")
    for index in sandbox.indexes.values():
        user = index.state.users[LOGIN]
        user.two_factor, user.recovery_codes, user.recovery_code_used = False, [], False


@mended_by(intruder_out("pypi", "0.1.1"), after=("publish/release.md",))
def account_taken_over(sandbox: Sandbox) -> None:
    """Somebody who has the reader's account on PyPI publishes 0.1.1."""
    intruder.publish(sandbox, "pypi", "0.1.1")
