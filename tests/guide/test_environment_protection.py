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
from tests.guide.sandbox_environment import SandboxEnvironment
from tests.pages.page import Docs
from tests.sandbox.actors import commits
from tests.sandbox.github.deployment_environment import Environment
from tests.sandbox.github.initial_state import REVIEWER
from tests.sandbox.github.runs import Run
from tests.sandbox.runner.completed_run import wait
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.browser import NoSuchFieldError
from tests.sandbox.workstation.home import LOGIN

COMMENT = {"Leave a comment": "It cannot wait."}
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


def pypi(sandbox: Sandbox) -> Environment:
    return sandbox.github.state.environments["pypi"]


def page_block(setting: str, value: str) -> str:
    """The block of the page that has a setting, with another value."""
    fences = Docs(ROOT).page("docs/setup/environments.md").fences
    (text,) = [each.text for each in fences if setting in each.text and each.language == "bash"]
    return text.replace(f"{setting}=false", f"{setting}={value}")


def gh(sandbox: Sandbox, *arguments: str, **variables: str) -> tuple[int, str]:
    """The exit status of `gh`, and what it prints."""
    done = sandbox.run("gh", *arguments, **variables)
    return done.returncode, done.stdout + done.stderr


def waiting(run: Run, seconds: float = 60) -> Run:
    """The run, which waits for an approval. Raises TimeoutError when it does not."""
    deadline = time.monotonic() + seconds
    while run.status != "waiting":
        if time.monotonic() > deadline or run.status == "completed":
            raise TimeoutError(f"the run is {run.status}")
        time.sleep(0.02)
    return run


def released(sandbox: Sandbox) -> Run:
    """The run that a release starts, once it waits."""
    assert gh(sandbox, "release", "create", "v0.1.0", "--target", "main", "--notes", "x")[0] == 0
    return waiting(sandbox.github.state.runs[-1])


def approve(sandbox: Sandbox, run: Run, **variables: str) -> tuple[int, str]:
    """Approve as the release page does."""
    url = f"repos/{{owner}}/{{repo}}/actions/runs/{run.id}/pending_deployments"
    ids = f"environment_ids[]={pypi(sandbox).id}"
    given = ("-F", ids, "-f", "state=approved", "-f", "comment=x")
    return gh(sandbox, "api", "--silent", "-X", "POST", url, *given, **variables)


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


def test_a_release_is_published_after_its_approval_and_not_before(protected: Sandbox) -> None:
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
        assert protected.browser.submit(page, COMMENT) == []
    assert wait(run).conclusion == "success" if may else run.status == "waiting"


def test_a_person_is_a_reviewer_in_a_personal_account(protected: Sandbox) -> None:
    """The block of that tab asks for the account that is logged in, and admits release tags."""
    fences = Docs(ROOT).page("docs/setup/environments.md").fences
    (block,) = [each.text for each in fences if each.text.startswith("person=")]
    pypi(protected).patterns.clear()
    pypi(protected).reviewers = []
    done = protected.run("bash", "-ec", block)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    state = protected.github.state
    assert pypi(protected).reviewers == [("User", state.users[LOGIN].id)]
    run = released(protected)
    assert approve(protected, run) == (0, "")
    assert wait(run).conclusion == "success"


@pytest.mark.parametrize("prevented", [True, False])
def test_who_has_started_a_run_approves_it_unless_the_page_prevents_it(
    protected: Sandbox, prevented: bool
) -> None:
    """With `prevent_self_review=true`, which the page advises for two people, the other one can."""
    commits.commit_file(protected, PUBLISH, WORKFLOW, "Publish at once")
    if prevented:
        pypi(protected).patterns.clear()
        assert (
            protected.run("bash", "-ec", page_block("prevent_self_review", "true")).returncode == 0
        )
    run = released(protected)
    status, said = approve(protected, run)
    assert (status != 0) is prevented, said
    if prevented:
        assert run.status == "waiting"
        protected.github.state.tokens["reviewer"] = REVIEWER
        assert approve(protected, run, GH_TOKEN="reviewer") == (0, "")
    assert wait(run).conclusion == "success"
