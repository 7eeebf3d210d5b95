"""Workflow runs in the API: when a list has them, which ones, and how long they can be re-run."""

from __future__ import annotations

import json
import time

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github.initial_state import REVIEWER
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_FILE = "plain.yml"
_PATH = f".github/workflows/{_FILE}"
_PLAIN = """
on: workflow_dispatch
permissions: {}
jobs: {a: {runs-on: ubuntu-latest, steps: [{run: "true"}]}}
"""


def _listed(shell: RunCommand, *options: str) -> list[int]:
    listed = shell(f"gh run list --workflow {_FILE} --json databaseId {' '.join(options)}")
    assert listed.returncode == 0, listed.stderr
    return [run["databaseId"] for run in json.loads(listed.stdout)]


def test_a_new_run_has_an_address_at_once_and_is_listed_later(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """gh prints the address: https://github.blog/changelog/2026-02-19-workflow-dispatch-api-now-returns-run-ids."""
    commits.commit_file(restored_sandbox, _PATH, _PLAIN, "Add")
    restored_sandbox.github.state.listing_delay = 600
    started = shell(f"gh workflow run {_FILE} --ref main")
    number = started.stdout.strip().rpartition("/")[2]
    assert f"/actions/runs/{number}\n" in started.stdout and number.isdigit()
    assert shell(f"gh run view {number}").returncode == 0
    assert not _listed(shell)
    restored_sandbox.github.state.listing_delay = 0
    assert _listed(shell) == [int(number)]


def test_by_default_a_run_is_listed_after_a_moment(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """A block that takes the newest run of the list right after it has started one gets no run."""
    commits.commit_file(restored_sandbox, _PATH, _PLAIN, "Add")
    run = completed_run.wait(restored_sandbox.github.dispatch(_PATH, {}))
    run.created_at = time.time()
    assert not _listed(shell)
    time.sleep(max(0, run.created_at + restored_sandbox.github.state.listing_delay - time.time()))
    assert _listed(shell) == [run.id]


def test_a_commit_selects_its_runs(restored_sandbox: Sandbox, shell: RunCommand) -> None:
    restored_sandbox.github.state.listing_delay = 0
    commits.commit_file(restored_sandbox, _PATH, _PLAIN, "Add")
    first = completed_run.wait(restored_sandbox.github.dispatch(_PATH, {}))
    commits.commit_file(restored_sandbox, _PATH, f"{_PLAIN}\n", "Change")
    second = completed_run.wait(restored_sandbox.github.dispatch(_PATH, {}))
    assert _listed(shell) == [second.id, first.id]
    assert _listed(shell, "--commit", first.sha) == [first.id]


@pytest.mark.parametrize(("option", "verb"), [("", "re-run"), ("--failed", "retry")])
def test_a_run_can_be_run_again_for_30_days(
    restored_sandbox: Sandbox, shell: RunCommand, option: str, verb: str
) -> None:
    """A re-run has the first actor's rights, whoever starts it."""
    commits.commit_file(restored_sandbox, _PATH, _PLAIN, "Add")
    run = completed_run.wait(restored_sandbox.github.dispatch(_PATH, {}))
    path = f"rerun{option.replace('--', '-')}{'-jobs' if option else ''}"
    rerun = f"gh api -X POST repos/{{owner}}/{{repo}}/actions/runs/{run.id}/{path}"
    actor = run.actor
    run.created_at -= 29.9 * 86_400
    restored_sandbox.github.state.tokens["another"] = REVIEWER
    assert shell(f"GH_TOKEN=another {rerun}").returncode == 0
    assert completed_run.wait(run).actor == actor
    run.created_at -= 0.2 * 86_400
    refused = shell(rerun)
    assert refused.returncode and f"Unable to {verb} this workflow run" in refused.stderr
    assert shell(f"gh run rerun {run.id} {option}").returncode
