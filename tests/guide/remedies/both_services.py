"""Checks of PyPI and of TestPyPI, for faults that break both."""

from __future__ import annotations

from overrides.hooks.facts import PUBLISH, workflow_yaml
from tests.guide.remedies.on_index import hosts
from tests.guide.remedies.remedy import ACCOUNTS, ENVIRONMENTS, Check, Judge, Probe, all_of
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN

#: What a page does first whose runs publish to both.
SET_UP = ("setup/testpypi.md", "setup/pypi.md", ENVIRONMENTS)
_INDEXES = ("pypi", "testpypi")


def published_to_both(*, only_project: bool = False) -> Check:
    """`run_published` on each service; its run is the newest that publishes there."""
    checks = [run_published(x, only_project=only_project, own_runs=True) for x in _INDEXES]
    return all_of(checks, SET_UP)


def published_and_registered() -> Check:
    """A run has published to TestPyPI, and PyPI has a pending publisher for a release."""
    return all_of([run_published("testpypi"), _on_pypi(_unregistered)], SET_UP)


def published_and_permitted() -> Check:
    """A run has published to TestPyPI, and on `main` the job for PyPI may request its token."""
    published = run_published("testpypi")
    return all_of([published, _on_pypi(_forbidden)], published.after)


def with_account_on_pypi(on_testpypi: Check) -> Check:
    """A check of TestPyPI, and the reader's account on PyPI has all that an upload asks of it."""
    return all_of([on_testpypi, _on_pypi(_no_account)], ACCOUNTS)


def with_new_token_on_pypi(on_testpypi: Check) -> Check:
    """A check of TestPyPI, and the reader has made an API token on PyPI, too."""

    def begin(sandbox: Sandbox) -> Judge:
        before = set(_own_tokens(sandbox))
        made = "the reader has made no API token on pypi.org"
        return lambda: None if set(_own_tokens(sandbox)) - before else made

    return all_of([on_testpypi, Check(begin, ACCOUNTS, hosts("pypi"))], ACCOUNTS)


def _on_pypi(probe: Probe) -> Check:
    """A check of PyPI's state, whatever was there before."""
    return Check(lambda sandbox: lambda: probe(sandbox), (), hosts("pypi"))


def _unregistered(sandbox: Sandbox) -> str | None:
    facts = sandbox.facts
    file = PUBLISH.rpartition("/")[2]
    wanted = facts.package, facts.owner, facts.repository, file, facts.pypi_environment.lower()
    for one in sandbox.indexes["pypi"].state.pending.values():
        found = one.project_name, one.owner, one.repository, one.workflow, one.environment
        if found == wanted:
            return None
    return f"pypi.org has no pending publisher with {', '.join(wanted)}"


def _forbidden(sandbox: Sandbox) -> str | None:
    workflow = workflow_yaml.parse(commits.workflow_text(sandbox)).value
    permissions = workflow["jobs"]["publish-pypi"].get("permissions") or {}
    given = permissions.get("id-token") == "write"
    return None if given else "on main, the job `publish-pypi` has no `id-token: write`"


def _no_account(sandbox: Sandbox) -> str | None:
    user = sandbox.indexes["pypi"].state.users.get(LOGIN)
    if user is None or user.email != "verified":
        return "no account with a verified address on pypi.org"
    return None if user.two_factor else "the account on pypi.org has no second factor"


def _own_tokens(sandbox: Sandbox) -> list[str]:
    """The ids of the reader's tokens on PyPI."""
    tokens = sandbox.indexes["pypi"].state.tokens.items()
    return [key for key, token in tokens if token.user == LOGIN]
