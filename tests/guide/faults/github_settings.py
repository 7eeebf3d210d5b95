"""What GitHub holds besides the repository is not as the guide left it: settings, identities."""

from __future__ import annotations

import time

from tests.sandbox.github import protection
from tests.sandbox.github.state import ActionsPolicy
from tests.sandbox.sandbox import Sandbox


def branch_rule_for_tags(sandbox: Sandbox) -> None:
    """Whoever protected `pypi` left the kind of the rule `v*` at *Branch*."""
    for pattern in sandbox.github.state.environments["pypi"].patterns:
        pattern.kind = "branch"


def environment_made_by_a_run(sandbox: Sandbox) -> None:
    """A run named pypi while there was no such environment, so GitHub made it, unprotected."""
    state = sandbox.github.state
    del state.environments["pypi"]
    protection.environment(state, "pypi", time.time())


def githubs_own_actions_only(sandbox: Sandbox) -> None:
    """An administrator lets workflows use GitHub's own actions, and nobody else's."""
    sandbox.github.state.policy = ActionsPolicy(allowed="selected")


def token_without_jti(sandbox: Sandbox) -> None:
    """The next OIDC token lacks the claim that tells it from all others."""
    sandbox.github.issuer.omitted_claims.append("jti")
