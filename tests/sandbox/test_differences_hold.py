"""Simplifications of the stand-ins: each is in the code and in the list of differences.

When a stand-in behaves as the real service does, delete its entry in the list and its test.
"""

from __future__ import annotations

import json

import pytest

from overrides.hooks import differences
from tests import ROOT
from tests.sandbox.actors import commits, contributor
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github import logs, start_up
from tests.sandbox.github.refusals import Refused
from tests.sandbox.github.state import Account, ActionsPolicy, State
from tests.sandbox.pypi import outage, release_settings
from tests.sandbox.pypi.state import State as Index
from tests.sandbox.runner import completed_run
from tests.sandbox.runner.action_catalogue import Use
from tests.sandbox.sandbox import Sandbox

DECLARED = {one["where"] for one in differences.read(ROOT)}


def _commit(sandbox: Sandbox, text: str) -> None:
    commits.commit_file(sandbox, ".github/workflows/other.yml", text, "Change")


def test_a_policy_for_verified_creators_admits_no_action() -> None:
    """The list of verified creators is GitHub's own, so the stand-in has none."""
    policy = ActionsPolicy(allowed="selected", verified=True)
    state = State(Account("awslabs", 1, "Organization"), "r", 1, {}, [], {}, policy=policy)
    with pytest.raises(Refused, match="verified in the GitHub Marketplace"):
        start_up.check_actions(state, ["docker/build-push-action@v6"])
    assert "tests/sandbox/github/start_up.py:_allowed" in DECLARED


def test_every_commit_and_every_full_version_of_an_action_exists() -> None:
    uses = [Use("job", "actions/checkout", ref, ()) for ref in ("0" * 40, "v99.0.0")]
    assert all(use.exists() for use in uses)
    assert "tests/sandbox/runner/action_catalogue.py:_REFS" in DECLARED


def test_a_job_for_macos_runs_on_this_machine(restored_sandbox: Sandbox) -> None:
    """Only the variable that the publishing action reads has the value macOS."""
    job = {
        "runs-on": "macos-latest",
        "steps": [{"run": "echo ${{ runner.os }} $RUNNER_OS $SANDBOX_RUNNER_OS"}],
    }
    _commit(restored_sandbox, json.dumps({"on": "workflow_dispatch", "jobs": {"a": job}}))
    run = completed_run.wait(restored_sandbox.github.dispatch(".github/workflows/other.yml", {}))
    assert "Linux Linux macOS" in logs.job_text(run.jobs[0])
    assert "tests/sandbox/runner/runner_labels.py:labels_of" in DECLARED


def test_an_immutable_release_has_no_attestation(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """GitHub makes one (docs: "Immutable releases")."""
    restored_sandbox.github.state.immutable_releases = True
    created = shell("gh release create v7.1.0 --notes New")
    assert created.returncode == 0, created.stderr
    verified = shell("gh release verify v7.1.0")
    assert verified.returncode == 1 and "no attestations for tag v7.1.0" in verified.stderr, (
        verified.stderr
    )
    assert "tests/sandbox/github/immutability.py:publish" in DECLARED


def test_a_push_of_an_unreadable_workflow_leaves_no_run(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """GitHub lists a failed run, named by the file's path."""
    _commit(restored_sandbox, "on: push\njobs: {}\npermissions: {id: write}\n")
    before = len(restored_sandbox.github.state.runs)
    pushed = shell("git pull -q --ff-only && git commit -q --allow-empty -m On && git push -q")
    assert pushed.returncode == 0, pushed.stderr
    assert len(restored_sandbox.github.state.runs) == before
    assert "tests/sandbox/github/events.py:workflows" in DECLARED


def test_a_release_is_deleted_without_a_ticked_box() -> None:
    """The page has one of PyPI's five boxes, and the server ignores it."""
    assert release_settings.delete_form().count('type="checkbox"') == 1
    assert "tests/sandbox/pypi/release_settings.py:understood_box" in DECLARED


def test_an_outage_ends_after_a_number_of_requests() -> None:
    state = Index()
    outage.begin(state, outage.UPLOADS_DOWN, requests=1)
    outage.count_request(state, outage.UPLOADS_DOWN)
    assert state.flags
    outage.count_request(state, outage.UPLOADS_DOWN)
    assert not state.flags
    assert "tests/sandbox/pypi/outage.py:begin" in DECLARED


def test_the_token_of_a_forks_run_may_write_what_the_file_grants(restored_sandbox: Sandbox) -> None:
    """GitHub makes the token of such a run read-only, whatever the file grants."""
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": "true"}]}
    grants = {"on": "pull_request", "permissions": {"contents": "write"}, "jobs": {"a": job}}
    _commit(restored_sandbox, json.dumps(grants))
    contributor.propose(restored_sandbox, "README.md", "Better words\n", "Better words")
    run = completed_run.wait(restored_sandbox.github.state.runs[-1])
    url = f"https://api.github.com/repos/{restored_sandbox.facts.slug}/releases"
    token = {"Authorization": f"Bearer {run.jobs[0].token}"}
    assert restored_sandbox.browser.post(url, {"tag_name": "v7.0.0"}, token) == 201
    assert "tests/sandbox/github/run_token.py:require_grant" in DECLARED


def test_a_release_whose_tag_is_deleted_stays_published(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """GitHub turns it into a draft."""
    created = shell("gh release create v7.0.0 --notes New")
    deleted = shell("gh api -X DELETE repos/{owner}/{repo}/git/refs/tags/v7.0.0")
    assert (created.returncode, deleted.returncode) == (0, 0), created.stderr + deleted.stderr
    assert not restored_sandbox.github.state.releases[-1].draft
    assert "tests/sandbox/github/rest_repository.py:delete_ref" in DECLARED
