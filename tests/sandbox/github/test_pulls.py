"""The runs of pull requests from a fork: their workflow file, ref and OIDC token."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.sandbox.actors import commits, contributor
from tests.sandbox.github import logs
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_REFS = "echo ${{ github.head_ref }} into ${{ github.base_ref }}:"
_PRINT_TOKEN_URL = f"{_REFS} ${{ACTIONS_ID_TOKEN_REQUEST_URL:-none}}"


@pytest.fixture
def proposed(restored_sandbox: Sandbox) -> Sandbox:
    """The restored sandbox with pull request 1 from a fork, and the runs that it has started."""
    _commit(restored_sandbox, _PRINT_TOKEN_URL)
    contributor.propose(restored_sandbox, "README.md", "Better words\n", "Better words")
    return restored_sandbox


def _commit(sandbox: Sandbox, command: str) -> None:
    """Commit a workflow to main that both events start."""
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": command}]}
    document = {
        "on": ["pull_request", "pull_request_target"], "permissions": {"id-token": "write"},
        "jobs": {"a": job},
    }  # fmt: skip
    commits.commit_file(sandbox, ".github/workflows/pulls.yml", json.dumps(document), "Change")


def _runs(sandbox: Sandbox) -> dict[str, Run]:
    """The newest run of each event, after it has completed."""
    newest = {run.event: run for run in sandbox.github.state.runs}
    return {event: completed_run.wait(run) for event, run in newest.items()}


def _gh(sandbox: Sandbox, *arguments: str) -> str:
    done = subprocess.run(
        ["gh", *arguments], cwd=sandbox.folder, env=sandbox.environment,
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done.stdout


def test_a_pull_request_run_of_a_fork_gets_no_oidc_token(proposed: Sandbox) -> None:
    """Not even with `id-token: write`; the `pull_request_target` run of the same fork gets one."""
    printed = {event: logs.job_text(run.jobs[0]) for event, run in _runs(proposed).items()}
    assert "patch-1 into main: none" in printed["pull_request"]
    assert "patch-1 into main: http://127.0.0.1" in printed["pull_request_target"]
    refs = {event: run.ref for event, run in _runs(proposed).items()}
    assert refs == {
        "pull_request": "refs/pull/1/merge", "pull_request_target": "refs/heads/main",
    }  # fmt: skip


def test_a_reopened_pull_request_runs_the_current_workflow_of_main(proposed: Sandbox) -> None:
    """GitHub makes a new merge commit; a re-run of the old run uses the old merge commit's file."""
    _commit(proposed, "echo repaired")
    old = _runs(proposed)["pull_request"]
    proposed.github.runner.rerun(old)
    assert "repaired" not in logs.job_text(_runs(proposed)["pull_request"].jobs[0])
    for action in ("close", "reopen"):
        _gh(proposed, "pr", action, "1")
    new = _runs(proposed)["pull_request"]
    assert new.id != old.id and new.title == "Better words"
    assert "repaired" in logs.job_text(new.jobs[0])


def test_gh_run_view_shows_the_number_of_the_pull_request(proposed: Sandbox) -> None:
    """The run is listed under the fork's branch, by which gh finds the pull request."""
    run = _runs(proposed)["pull_request"]
    shown = _gh(proposed, "run", "view", str(run.id))
    assert f"{proposed.facts.slug}#1" in shown and "patch-1" in shown
