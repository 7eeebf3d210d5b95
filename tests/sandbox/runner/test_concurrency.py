"""Concurrency groups: one run is in progress, and one is pending unless the file allows more.

Source: https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
"""

from __future__ import annotations

import json
import time

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/test.yml"


def _add(sandbox: Sandbox, seconds: float, **rule: object) -> None:
    """A workflow with one job that takes some time."""
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": f"sleep {seconds}"}]}
    concurrency = {"group": "${{ github.workflow }}-${{ inputs.to || 'pypi' }}", **rule}
    inputs = {"to": {"type": "string"}}
    document = {
        "on": {"workflow_dispatch": {"inputs": inputs}}, "permissions": {},
        "concurrency": concurrency, "jobs": {"job": job},
    }  # fmt: skip
    commits.commit_file(sandbox, _PATH, json.dumps(document), "Add")


def _start(sandbox: Sandbox, count: int, **inputs: str) -> list[Run]:
    return [sandbox.github.dispatch(_PATH, inputs) for _ in range(count)]


def _conclusions(runs: list[Run]) -> list[str | None]:
    return [completed_run.wait(run).conclusion for run in runs]


def test_a_third_run_cancels_the_pending_one(restored_sandbox: Sandbox) -> None:
    """The cancelled run has no jobs, and its page tells why."""
    _add(restored_sandbox, 1, **{"cancel-in-progress": False})
    runs = _start(restored_sandbox, 3)
    assert [run.status for run in runs] == ["in_progress", "completed", "pending"]
    assert not runs[1].jobs and "higher priority waiting request" in runs[1].problem
    assert _conclusions(runs) == ["success", "cancelled", "success"]
    ended, begun = runs[0].jobs[0].completed_at, runs[2].jobs[0].started_at
    assert ended and begun and ended <= begun


def test_runs_of_two_groups_do_not_wait_for_each_other(restored_sandbox: Sandbox) -> None:
    """Names are compared without case."""
    _add(restored_sandbox, 1)
    first, second = _start(restored_sandbox, 1) + _start(restored_sandbox, 1, to="testpypi")
    third = _start(restored_sandbox, 1, to="PyPI")[0]
    assert [first.status, second.status, third.status] == ["in_progress", "in_progress", "pending"]
    assert _conclusions([first, second, third]) == ["success"] * 3


def test_more_runs_wait_where_the_file_says_so(restored_sandbox: Sandbox) -> None:
    _add(restored_sandbox, 0.2, queue="max")
    runs = _start(restored_sandbox, 4)
    assert [run.status for run in runs][1:] == ["pending"] * 3
    assert _conclusions(runs) == ["success"] * 4
    starts = [run.jobs[0].started_at or 0 for run in runs]
    assert starts == sorted(starts)


def test_the_run_in_progress_is_cancelled_where_the_file_says_so(
    restored_sandbox: Sandbox,
) -> None:
    _add(restored_sandbox, 30, **{"cancel-in-progress": True})
    first, second = _start(restored_sandbox, 2)
    assert completed_run.wait(first).conclusion == "cancelled"
    deadline = time.monotonic() + 30
    while second.status != "in_progress" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert second.status == "in_progress"


@pytest.mark.parametrize("end", ["settle", "close"])
def test_no_run_begins_after_all_were_ended(restored_sandbox: Sandbox, end: str) -> None:
    _add(restored_sandbox, 30)
    runs = _start(restored_sandbox, 2)
    runner = restored_sandbox.github.runner
    runner.settle(seconds=0.3) if end == "settle" else runner.close()
    assert _conclusions(runs) == ["cancelled"] * 2
    assert not runner.active(runs[0].id) and not runner.active(runs[1].id)


def test_settle_waits_for_a_run_that_waits_for_another(restored_sandbox: Sandbox) -> None:
    _add(restored_sandbox, 0.5)
    runs = _start(restored_sandbox, 2)
    restored_sandbox.github.runner.settle()
    assert [run.conclusion for run in runs] == ["success"] * 2
