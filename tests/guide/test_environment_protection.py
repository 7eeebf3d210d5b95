"""Each protection that the page about environments sets up holds, and nothing else holds it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.evaluate.page_run import run_page
from tests.evaluate.session import Session
from tests.guide.project import project
from tests.guide.release_approval import approve, gh, pypi, released
from tests.guide.sandbox_environment import SandboxEnvironment
from tests.pages.page import Docs
from tests.sandbox.actors import commits
from tests.sandbox.github.initial_state import REVIEWER
from tests.sandbox.runner.completed_run import wait
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.browser import NoSuchFieldError
from tests.sandbox.workstation.home import LOGIN

JOB = {"runs-on": "ubuntu-latest", "environment": "pypi", "steps": [{"run": "echo published"}]}
WORKFLOW = json.dumps(
    {"on": {"workflow_dispatch": {}, "release": {"types": ["published"]}}, "jobs": {"job": JOB}}
)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """A session in which the pages of the set-up have been played."""
    opened = Session(Docs(ROOT), project(SandboxEnvironment), seconds=60)
    for name in ("before-you-begin", "accounts", "testpypi", "pypi", "environments"):
        run_page(opened, opened.docs.page(f"docs/setup/{name}.md"))
    opened.environment.save("protected")
    yield opened
    opened.close()


@pytest.fixture
def protected(session: Session) -> Iterator[Sandbox]:
    """The sandbox as the page has left it; no error of its services may happen."""
    assert session.environment.restore("protected")
    assert isinstance(session.environment, SandboxEnvironment)
    yield session.environment.sandbox
    assert session.service_errors() is None


def protect_again(sandbox: Sandbox, first: str, prevented: bool = False) -> None:
    """Run the block of the page that begins so and sets the rules, as if there were none."""
    fences = Docs(ROOT).page("docs/setup/environments.md").fences
    (text,) = [f.text for f in fences if f.text.startswith(first) and "self_review" in f.text]
    pypi(sandbox).patterns.clear()
    code = text.replace("review=false", f"review={str(prevented).lower()}")
    assert sandbox.run("bash", "-ec", code).returncode == 0


@pytest.mark.parametrize("ruled", [True, False])
def test_a_branch_is_refused(protected: Sandbox, ruled: bool) -> None:
    """Also with a workflow that no longer refuses branches; without the rule it would run."""
    commits.commit_file(protected, PUBLISH, WORKFLOW, "Publish at once", "side")
    if not ruled:
        pypi(protected).policy = None
        pypi(protected).reviewers = []
    assert gh(protected, "workflow", "run", "publish.yml", "--ref", "side")[0] == 0
    run = wait(protected.github.state.runs[-1])
    notes = [note.message for job in run.jobs for note in job.annotations]
    refused = any('Branch "side" is not allowed to deploy to pypi' in note for note in notes)
    assert (run.conclusion, refused) == (("failure", True) if ruled else ("success", False))


@pytest.mark.parametrize("reviewer", ["team", "person"])
def test_a_release_is_published_after_its_approval(protected: Sandbox, reviewer: str) -> None:
    """Each tab of the page names a reviewer; in a personal account, it is who runs the block."""
    protect_again(protected, f"{reviewer}=")
    (found,) = pypi(protected).reviewers
    assert (found == ("User", protected.github.state.users[LOGIN].id)) is (reviewer == "person")
    run = released(protected)
    state = protected.indexes["pypi"].state
    time.sleep(1)
    assert run.status == "waiting" and not state.projects
    assert approve(protected, run) == (0, "")
    assert wait(run).conclusion == "success"
    assert state.projects


@pytest.mark.parametrize("may", [False, True])
def test_an_administrator_starts_no_waiting_job(protected: Sandbox, may: bool) -> None:
    """The page unticks the box; with the box ticked, an administrator could."""
    commits.commit_file(protected, PUBLISH, WORKFLOW, "Publish at once")
    pypi(protected).admins_bypass |= may
    run = released(protected)
    page = f"{protected.facts.repo_url}/actions/runs/{run.id}"
    with nullcontext() if may else pytest.raises(NoSuchFieldError):
        assert protected.browser.submit(page, {"Leave a comment": "It is due."}) == []
    assert wait(run).conclusion == "success" if may else run.status == "waiting"


@pytest.mark.parametrize("prevented", [True, False])
def test_who_has_started_a_run_approves_it_unless_the_page_prevents_it(
    protected: Sandbox, prevented: bool
) -> None:
    """With `prevent_self_review=true`, which the page advises for two people, the other one can."""
    commits.commit_file(protected, PUBLISH, WORKFLOW, "Publish at once")
    if prevented:
        protect_again(protected, "team=", prevented)
    run = released(protected)
    status, said = approve(protected, run)
    assert (status != 0) is prevented, said
    if prevented:
        assert run.status == "waiting"
        protected.github.state.tokens["reviewer"] = REVIEWER
        assert approve(protected, run, GH_TOKEN="reviewer") == (0, "")
    assert wait(run).conclusion == "success"
