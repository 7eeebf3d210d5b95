"""An index's account or token is not what the reader thinks."""

from __future__ import annotations

from tests.sandbox.actors import api_token, existing_releases
from tests.sandbox.pypi.state import Project, User
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN


def token_of_other_index(sandbox: Sandbox) -> None:
    """The token in the reader's hand was made on PyPI, not on TestPyPI."""
    api_token.make(sandbox, "pypi")


def token_with_another_letter(sandbox: Sandbox) -> None:
    """The reader typed the token off a screen, and its last letter is another one."""
    token = api_token.make(sandbox, "testpypi")
    sandbox.browser.shown_tokens.append(token[:-1] + ("A" if token[-1] != "A" else "E"))


def token_of_other_project(sandbox: Sandbox) -> None:
    """The token in the reader's hand is for another project of theirs."""
    other = Project("hostfactory-examples", {LOGIN: "Owner"})
    sandbox.indexes["testpypi"].state.add_project(other)
    api_token.make(sandbox, "testpypi", f"Project: {other.name}")


def token_of_other_account(sandbox: Sandbox) -> None:
    """The project is the reader's, and they made the token in a second account of theirs."""
    state = sandbox.indexes["testpypi"].state
    existing_releases.add_project(sandbox, "testpypi")
    state.signed_in = "maintainer-at-home"
    state.users[state.signed_in] = User(state.signed_in)
    api_token.make(sandbox, "testpypi")


def bounced_address(sandbox: Sandbox) -> None:
    """A mail of TestPyPI's to the reader came back, so their address no longer is verified."""
    api_token.make(sandbox, "testpypi")
    sandbox.indexes["testpypi"].state.users[LOGIN].email = "unverified"


def token_before_second_factor(sandbox: Sandbox) -> None:
    """The reader's token is older than the rule, and the account never got a second factor."""
    api_token.make(sandbox, "testpypi")
    sandbox.indexes["testpypi"].state.users[LOGIN].two_factor = False
