"""The ruleset of the page about environments: tags `v*` are the team's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import ROOT
from tests.evaluate.page_run import run_page
from tests.evaluate.session import Session
from tests.guide.project import project
from tests.guide.sandbox_environment import SandboxEnvironment
from tests.pages.page import Docs
from tests.sandbox.actors import automation
from tests.sandbox.github.state import Account
from tests.sandbox.sandbox import Sandbox

_STRANGER, _TOKEN = "somebody-else", "sandbox-token-of-somebody-else"
_PUSH = (
    f"git -c credential.helper= -c credential.helper='!f() {{ echo username=x;"
    f" echo password={_TOKEN}; }}; f' push origin"
)
_CREATED = "Cannot create ref due to creations being restricted."


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """A session in which the page has been played."""
    opened = Session(Docs(ROOT), project(SandboxEnvironment), seconds=60)
    for name in ("before-you-begin", "accounts", "environments"):
        run_page(opened, opened.docs.page(f"docs/setup/{name}.md"))
    opened.environment.save("protected")
    yield opened
    opened.close()


@pytest.fixture
def protected(session: Session) -> Sandbox:
    """The sandbox as the page has left it, and somebody with write access."""
    assert session.environment.restore("protected")
    assert isinstance(session.environment, SandboxEnvironment)
    sandbox = session.environment.sandbox
    sandbox.github.state.users[_STRANGER] = Account(_STRANGER, 61_000)
    sandbox.github.state.tokens[_TOKEN] = _STRANGER
    return sandbox


@pytest.mark.parametrize("ruled", [True, False])
def test_nobody_outside_the_team_makes_or_deletes_a_release_tag(
    protected: Sandbox, ruled: bool
) -> None:
    """Without the ruleset, write access is enough."""
    if not ruled:
        protected.github.state.rulesets.clear()
    protected.github.bare.git("tag", "v0.1.0", "main")
    made = protected.run("bash", "-c", f"git tag v0.2.0; {_PUSH} v0.2.0")
    gone = protected.run("bash", "-c", f"{_PUSH} --delete v0.1.0")
    assert ((_CREATED in made.stderr), gone.returncode != 0) == (ruled, ruled), made.stderr
    tags = {ref for ref in protected.github.bare.refs() if ref.startswith("refs/tags/")}
    assert tags == {f"refs/tags/v{'0.1.0' if ruled else '0.2.0'}"}


def test_no_workflow_makes_a_release_with_its_own_token(protected: Sandbox) -> None:
    automation.release(protected, "v0.1.0")
    assert not protected.github.state.releases


def test_the_team_releases(protected: Sandbox) -> None:
    release = ("gh", "release", "create", "v0.1.0", "--target", "main", "--notes", "x")
    assert protected.run(*release).returncode == 0
    assert protected.run("git", "push", "origin", "--delete", "v0.1.0").returncode == 0
