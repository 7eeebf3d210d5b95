"""An index's account or token is not what the reader thinks."""

from __future__ import annotations

from ..sandbox.home import LOGIN
from ..sandbox.pypi.state import Project, User
from ..sandbox.world import Sandbox

WHOLE_ACCOUNT = "Entire account (all projects)"


def token_of_other_index(sandbox: Sandbox) -> None:
    """The token in the reader's hand was made on PyPI, not on TestPyPI."""
    _make_token(sandbox, "pypi.org", WHOLE_ACCOUNT)


def token_with_another_letter(sandbox: Sandbox) -> None:
    """The reader typed the token off a screen, and its last letter is another one."""
    token = _make_token(sandbox, "test.pypi.org", WHOLE_ACCOUNT)
    sandbox.browser.shown_tokens.append(token[:-1] + ("A" if token[-1] != "A" else "E"))


def token_of_other_project(sandbox: Sandbox) -> None:
    """The token in the reader's hand is for another project of theirs."""
    other = Project("hostfactory-examples", {LOGIN: "Owner"})
    sandbox.indexes["testpypi"].state.add_project(other)
    _make_token(sandbox, "test.pypi.org", f"Project: {other.name}")


def token_of_other_account(sandbox: Sandbox) -> None:
    """The project is the reader's, and they made the token in a second account of theirs."""
    state = sandbox.indexes["testpypi"].state
    state.add_project(Project(sandbox.facts.package, {LOGIN: "Owner"}))
    state.signed_in = "maintainer-at-home"
    state.users[state.signed_in] = User(state.signed_in)
    _make_token(sandbox, "test.pypi.org", WHOLE_ACCOUNT)


def bounced_address(sandbox: Sandbox) -> None:
    """A mail of TestPyPI's to the reader came back, so their address no longer is verified."""
    _make_token(sandbox, "test.pypi.org", WHOLE_ACCOUNT)
    sandbox.indexes["testpypi"].state.users[LOGIN].email = "unverified"


def token_before_second_factor(sandbox: Sandbox) -> None:
    """The reader's token is older than the rule, and the account never got a second factor."""
    _make_token(sandbox, "test.pypi.org", WHOLE_ACCOUNT)
    sandbox.indexes["testpypi"].state.users[LOGIN].two_factor = False


def _make_token(sandbox: Sandbox, host: str, scope: str) -> str:
    """The token that the page has shown, and that the reader pastes from now on."""
    fields = {"Token name": "uploads by hand", "Scope": scope}
    complaints = sandbox.browser.submit(f"https://{host}/manage/account/token/", fields)
    if complaints:
        raise ValueError(f"no token was made: {'; '.join(complaints)}")
    return sandbox.browser.shown_tokens[-1]
