"""Faults in GitHub's settings and in the OIDC tokens that it issues."""

from __future__ import annotations

import time

from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.results import protected
from tests.guide.remedies.runs import run_published
from tests.sandbox.github import protection
from tests.sandbox.github.state import ActionsPolicy
from tests.sandbox.sandbox import Sandbox


@mended_by(run_published("pypi"), told_as=("`branch v*`",))
def branch_rule_for_tags(sandbox: Sandbox) -> None:
    """Somebody left the type of the rule `v*` for PyPI's environment at *Branch*."""
    name = sandbox.facts.pypi_environment.lower()
    for pattern in sandbox.github.state.environments[name].patterns:
        pattern.kind = "branch"


@mended_by(run_published("pypi"), told_as=("The first command replaces all rules",))
def protected_branches_only(sandbox: Sandbox) -> None:
    """PyPI's environment admits protected branches only, and `main` is one."""
    environment = sandbox.github.state.environments[sandbox.facts.pypi_environment.lower()]
    environment.policy, environment.patterns = "protected", []
    sandbox.github.state.protected.append("main")


@mended_by(protected())
def environment_made_by_a_run(sandbox: Sandbox) -> None:
    """A run named an environment before it existed, so GitHub created it unprotected."""
    state, name = sandbox.github.state, sandbox.facts.pypi_environment
    del state.environments[name.lower()]
    protection.environment(state, name, time.time())


@mended_by(run_published("testpypi"))
def githubs_own_actions_only(sandbox: Sandbox) -> None:
    """An administrator allows workflows to use only GitHub's own actions."""
    sandbox.github.state.policy = ActionsPolicy(allowed="selected")


@mended_by(run_published("testpypi"))
def token_without_jti(sandbox: Sandbox) -> None:
    """The next OIDC token lacks `jti`, the claim that identifies it."""
    sandbox.github.issuer.omitted_claims.append("jti")
