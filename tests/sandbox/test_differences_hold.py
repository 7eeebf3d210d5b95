"""Simplifications of the stand-ins: each one is still in the code and in the list of differences.

When a stand-in comes to do as the real service does, delete the entry and its test.
"""

from __future__ import annotations

import json
import time

import pytest

from overrides.hooks import differences
from tests import ROOT
from tests.sandbox.actors import commits, contributor
from tests.sandbox.fixtures import Run as Shell
from tests.sandbox.github import logs, start_up
from tests.sandbox.github.refusals import Refused
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import Account, ActionsPolicy, State
from tests.sandbox.pypi import outage, release_settings
from tests.sandbox.pypi.state import State as Index
from tests.sandbox.runner.action_catalogue import Use
from tests.sandbox.sandbox import Sandbox

DECLARED = {one["where"] for one in differences.read(ROOT)}


def _commit(sandbox: Sandbox, text: str) -> None:
    commits.commit_file(sandbox, ".github/workflows/other.yml", text, "Change")


def _ended(run: Run) -> Run:
    while run.status != "completed":
        time.sleep(0.02)
    return run


def test_a_policy_for_verified_creators_admits_nobody() -> None:
    """The stand-in has no list of them."""
    policy = ActionsPolicy(allowed="selected", verified=True)
    state = State(Account("awslabs", 1, "Organization"), "r", 1, {}, [], {}, policy=policy)
    with pytest.raises(Refused, match="verified in the GitHub Marketplace"):
        start_up.check_actions(state, ["docker/build-push-action@v6"])
    assert "tests/sandbox/github/start_up.py:_allowed" in DECLARED


def test_any_commit_and_any_whole_version_of_an_action_exists() -> None:
    uses = [Use("job", "actions/checkout", ref, ()) for ref in ("0" * 40, "v99.0.0")]
    assert all(use.exists() for use in uses)
    assert "tests/sandbox/runner/action_catalogue.py:_REFS" in DECLARED


def test_a_mac_is_this_machine(restored_sandbox: Sandbox) -> None:
    """A step on macOS is told another system; what the publishing action reads is macOS."""
    job = {
        "runs-on": "macos-latest",
        "steps": [{"run": "echo ${{ runner.os }} $RUNNER_OS $SANDBOX_RUNNER_OS"}],
    }
    _commit(restored_sandbox, json.dumps({"on": "workflow_dispatch", "jobs": {"a": job}}))
    run = _ended(restored_sandbox.github.dispatch(".github/workflows/other.yml", {}))
    assert "Linux Linux macOS" in logs.job_text(run.jobs[0])
    assert "tests/sandbox/runner/attempt.py:_OTHER_LABELS" in DECLARED


def test_a_push_of_an_unreadable_workflow_leaves_no_run(
    restored_sandbox: Sandbox, shell: Shell
) -> None:
    """GitHub would list one that failed, named by the file's path."""
    _commit(restored_sandbox, "on: push\njobs: {}\npermissions: {id: write}\n")
    before = len(restored_sandbox.github.state.runs)
    pushed = shell("git pull -q --ff-only && git commit -q --allow-empty -m On && git push -q")
    assert pushed.returncode == 0, pushed.stderr
    assert len(restored_sandbox.github.state.runs) == before
    assert "tests/sandbox/github/events.py:workflows" in DECLARED


def test_a_release_is_deleted_without_a_tick() -> None:
    """One of PyPI's five boxes is on the page, and what it says is not asked for."""
    assert release_settings.delete_form().count('type="checkbox"') == 1
    assert "tests/sandbox/pypi/release_settings.py:delete_form" in DECLARED


def test_an_outage_ends_after_a_number_of_requests() -> None:
    state = Index()
    outage.begin(state, outage.UPLOADS_DOWN, requests=1)
    outage.count_request(state, outage.UPLOADS_DOWN)
    assert state.flags
    outage.count_request(state, outage.UPLOADS_DOWN)
    assert not state.flags
    assert "tests/sandbox/pypi/outage.py:begin" in DECLARED


def test_a_forks_token_may_write_what_the_file_grants(restored_sandbox: Sandbox) -> None:
    """GitHub would make it read-only, whatever the file says."""
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": "true"}]}
    grants = {"on": "pull_request", "permissions": {"contents": "write"}, "jobs": {"a": job}}
    _commit(restored_sandbox, json.dumps(grants))
    contributor.propose(restored_sandbox, "README.md", "Better words\n", "Better words")
    run = _ended(restored_sandbox.github.state.runs[-1])
    url = f"https://api.github.com/repos/{restored_sandbox.facts.slug}/releases"
    token = {"Authorization": f"Bearer {run.token}"}
    assert restored_sandbox.browser.post(url, {"tag_name": "v7.0.0"}, token) == 201
    assert "tests/sandbox/github/run_token.py:require_grant" in DECLARED


def test_a_release_outlives_its_tag(restored_sandbox: Sandbox, shell: Shell) -> None:
    """GitHub would make a draft of it."""
    made = shell("gh release create v7.0.0 --notes New")
    gone = shell("gh api -X DELETE repos/{owner}/{repo}/git/refs/tags/v7.0.0")
    assert (made.returncode, gone.returncode) == (0, 0), made.stderr + gone.stderr
    assert not restored_sandbox.github.state.releases[-1].draft
    assert "tests/sandbox/github/rest_repository.py:delete_ref" in DECLARED
