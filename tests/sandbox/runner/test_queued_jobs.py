"""A job whose labels no runner has: it stays in the queue until it is cancelled, by hand or not.

Source: https://docs.github.com/en/actions/reference/runners/self-hosted-runners, "Routing
precedence", and https://docs.github.com/en/actions/reference/limits, "Job queue time".
"""

from __future__ import annotations

import json
import time

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.runner.guest import Guest
from tests.sandbox.runner.runner_labels import is_served, labels_of
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/test.yml"
#: The limit for a job that begins to wait.
_SECONDS = 30.0


def _start(sandbox: Sandbox, runs_on: object) -> Run:
    """A job with these labels, and one that needs it."""
    steps = [{"run": "true"}]
    first = {"runs-on": runs_on, "steps": steps}
    second = {"needs": "first", "runs-on": "ubuntu-latest", "steps": steps}
    document = {
        "on": "workflow_dispatch", "permissions": {}, "concurrency": "one",
        "jobs": {"first": first, "second": second},
    }  # fmt: skip
    commits.commit_file(sandbox, _PATH, json.dumps(document), "Add")
    return sandbox.github.dispatch(_PATH, {})


def _queued(run: Run) -> Run:
    deadline = time.monotonic() + _SECONDS
    while run.status != "queued":
        assert time.monotonic() < deadline, f"the run is {run.status}"
        time.sleep(0.01)
    return run


@pytest.mark.parametrize(
    ("runs_on", "served"),
    [
        ("ubuntu-latest", True),
        ("Ubuntu-24.04", True),
        ("ubuntu-20.04", False),
        ("macos-13", False),
        ("windows-2019", False),
        ("ubuntu-lates", False),
        (["self-hosted", "gpu"], True),
        (["ubuntu-latest", "gpu"], False),
        ({"group": "large"}, True),
        ({"group": "large", "labels": "gpu"}, False),
    ],
)
def test_a_label_is_served_by_an_image_that_is_not_retired_or_by_a_runner_of_ones_own(
    runs_on: object, served: bool
) -> None:
    assert is_served(labels_of(runs_on)) is served


def test_a_job_without_a_runner_is_queued_and_has_no_steps(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """Its page says that it waits, and for which labels."""
    run = _queued(_start(restored_sandbox, "ubuntu-20.04"))
    api = f"repos/{restored_sandbox.facts.slug}/actions/runs/{run.id}"
    job = ".jobs[0] | [.status, .labels[0], .runner_name, .steps] | tojson"
    asked = shell(f"gh api {api}/jobs --jq '{job}'")
    assert json.loads(asked.stdout) == ["queued", "ubuntu-20.04", None, []], asked.stderr
    url = f"https://github.com/{restored_sandbox.facts.slug}/actions/runs/{run.id}"
    read = f"import urllib.request as u; print(u.urlopen('{url}/job/{run.jobs[0].id}').read())"
    page = shell(f'python3 -c "{read}"').stdout
    assert "Requested labels: ubuntu-20.04" in page
    assert "Waiting for a runner to pick up this job..." in page
    restored_sandbox.github.runner.settle(seconds=5)
    assert run.conclusion == "cancelled"


def test_the_next_run_of_its_group_waits_until_it_is_cancelled(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """A run is cancelled once: https://github.com/Homebrew/actions/issues/70."""
    stuck = _queued(_start(restored_sandbox, "ubuntu-20.04"))
    following = _start(restored_sandbox, "ubuntu-latest")
    assert following.status == "pending"
    done = shell(f"gh run cancel {stuck.id}")
    assert done.returncode == 0, done.stderr
    assert (stuck.status, stuck.conclusion) == ("completed", "cancelled")
    assert stuck.jobs[0].conclusion == "cancelled" and not stuck.jobs[0].steps
    assert completed_run.wait(following).conclusion == "success"
    again = shell(f"gh run cancel {stuck.id}")
    assert again.returncode == 1
    assert "Cannot cancel a workflow run that is completed" in again.stderr


def test_a_run_that_waits_for_another_one_is_cancelled_alone(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    stuck = _queued(_start(restored_sandbox, "ubuntu-20.04"))
    following = restored_sandbox.github.dispatch(_PATH, {})
    assert shell(f"gh run cancel {following.id}").returncode == 0
    assert (following.conclusion, stuck.status) == ("cancelled", "queued")


def test_after_a_day_github_cancels_the_job(restored_sandbox: Sandbox) -> None:
    """Here the day has one second. The job that needs it is skipped."""
    assert restored_sandbox.github.state.queue_limit == 24 * 60 * 60
    restored_sandbox.github.state.queue_limit = 1
    run = completed_run.wait(_start(restored_sandbox, "ubuntu-20.04"))
    assert run.conclusion == "cancelled"
    assert [job.conclusion for job in run.jobs] == ["cancelled", "skipped"]
    (note,) = run.jobs[0].annotations
    assert note.message.endswith("while awaiting a runner for 24h0m0s")
    assert restored_sandbox.refusals() == ["no-runner-takes-the-job"]


def test_the_runners_of_a_guest_are_not_known(restored_sandbox: Sandbox) -> None:
    restored_sandbox.github.runner.guest = Guest(any_runner=True)
    try:
        run = completed_run.wait(_start(restored_sandbox, "builder-4"))
    finally:
        restored_sandbox.github.runner.guest = Guest()
    assert run.conclusion == "success"
