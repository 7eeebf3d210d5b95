"""Workflow runs by the real act: logs, artifacts, re-runs and time limits."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.runner.trial import try_out
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/test.yml"


def _workflow(*steps: dict[str, Any]) -> str:
    job = {"runs-on": "ubuntu-latest", "steps": list(steps)}
    return json.dumps({"on": {"workflow_dispatch": None}, "permissions": {}, "jobs": {"job": job}})


def _start(sandbox: Sandbox, *steps: dict[str, Any]) -> Run:
    """A run of a workflow with one job."""
    commits.commit_file(sandbox, _PATH, _workflow(*steps), "Add")
    return sandbox.github.dispatch(_PATH, {})


def test_a_run_publishes_and_its_log_contains_no_token(restored_sandbox: Sandbox) -> None:
    """The files have attestations on TestPyPI; each token is masked."""
    restored_sandbox.set_up()
    facts = restored_sandbox.facts
    path = f".github/workflows/{facts.workflow.file}"
    run = restored_sandbox.github.dispatch(path, {"environment": "testpypi"})
    log = completed_run.log(run)
    assert run.conclusion == "success", log
    project = restored_sandbox.indexes["testpypi"].state.project(facts.package)
    assert project is not None
    assert [bool(file.provenance) for _, file in project.files()] == [True, True]
    assert "View at:" in log
    assert not [token for token in restored_sandbox.secrets() if token in log]
    assert "pypi-Ag" not in log


def test_a_job_chooses_whether_its_programs_colour(restored_sandbox: Sandbox) -> None:
    """A hosted runner sets neither variable, and nox refuses both (nox, `_options.py`)."""
    step = {"run": 'test "$FORCE_COLOR ${NO_COLOR-none}" = "1 none"', "env": {"FORCE_COLOR": 1}}
    run = _start(restored_sandbox, step)
    log = completed_run.log(run)
    assert run.conclusion == "success", log


def test_a_second_artifact_of_the_same_name_in_a_run_is_refused(restored_sandbox: Sandbox) -> None:
    """Artifacts are immutable (actions/upload-artifact v4)."""
    step = {"uses": "actions/upload-artifact@v7", "with": {"name": "dist", "path": "a"}}
    run = _start(restored_sandbox, {"run": "touch a"}, step, step)
    conflict = "(409) Conflict: an artifact with this name already exists"
    assert conflict in completed_run.log(run)
    assert run.conclusion == "failure"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"run": "echo before; exit 3"}, 3),
        ({"run": "exit 1"}, 1),
        ({"run": "echo '::error::no'; exit 5"}, 5),
        ({"run": "import sys; sys.exit(7)", "shell": "python"}, 7),
        ({"run": "kill -9 $$"}, 137),
        # act prints no exit status for this step.
        ({"run": "exit 4", "continue-on-error": True}, 4),
    ],
)
def test_the_log_of_a_failed_step_ends_with_its_exit_code(
    restored_sandbox: Sandbox, step: dict[str, Any], code: int
) -> None:
    log = completed_run.log(_start(restored_sandbox, step))
    assert log.splitlines()[-1].endswith(f" ##[error]Process completed with exit code {code}.")
    assert log.count("Process completed") == 1


def test_the_log_of_a_step_that_could_not_start_names_the_reason(restored_sandbox: Sandbox) -> None:
    """It has no exit code."""
    step = {"run": "true", "working-directory": "nosuch"}
    log = completed_run.log(_start(restored_sandbox, step))
    assert "##[error]fork/exec" in log and "Process completed" not in log


def test_a_workflow_that_act_refuses_is_an_error_of_the_sandbox(restored_sandbox: Sandbox) -> None:
    """No job runs, and that is no success; the error has act's words."""
    run = completed_run.wait(_start(restored_sandbox, {"run": "echo ${{ foo( }}"}))
    assert run.conclusion == "failure"
    (sentence,) = restored_sandbox.service_errors()
    assert f"the run of {_PATH}: " in sentence
    assert "act ran no job: Error: workflow is not valid." in sentence


def test_a_completed_run_can_be_run_again_at_once(restored_sandbox: Sandbox) -> None:
    """An attempt's processes and folder are removed before the run is completed."""
    run = completed_run.wait(_start(restored_sandbox))
    for attempt in range(2, 5):
        restored_sandbox.github.runner.rerun(run)
        log = completed_run.log(run)
        assert (run.attempt, run.conclusion) == (attempt, "success"), log
        assert restored_sandbox.github.runner.active(run.id) is None


def test_settle_ends_a_run_at_its_time_limit(restored_sandbox: Sandbox) -> None:
    run = _start(restored_sandbox, {"run": "sleep 60"})
    restored_sandbox.github.runner.settle(seconds=0.5)
    assert (run.status, run.conclusion) == ("completed", "cancelled")


def test_a_run_that_is_ended_before_its_jobs_is_no_success(restored_sandbox: Sandbox) -> None:
    run = _start(restored_sandbox, {"run": "sleep 60"})
    restored_sandbox.github.runner.close()
    assert {job.conclusion for job in run.jobs} == {run.conclusion} == {"cancelled"}


def test_try_out_ends_a_run_at_its_time_limit(restored_sandbox: Sandbox) -> None:
    run = completed_run.wait(_start(restored_sandbox))
    again = dataclasses.replace(run, attempt=2)
    message = try_out(
        restored_sandbox.github.runner, again, _workflow({"run": "sleep 60"}), seconds=0.5
    )
    assert message == f"{_PATH}: the run was ended after 0.5 seconds"
    assert again.status == "completed"


def test_a_machine_of_ones_own_has_git_and_no_python(restored_sandbox: Sandbox) -> None:
    """GitHub's runners have both; a job for `self-hosted` has what `OWN_MACHINE` lists."""
    for label, lacks in (("ubuntu-latest", False), ("self-hosted", True)):
        job = {"runs-on": label, "steps": [{"run": "git --version\npython --version"}]}
        text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": {"job": job}})
        commits.commit_file(restored_sandbox, _PATH, text, f"Run on {label}")
        run = restored_sandbox.github.dispatch(_PATH, {})
        log = completed_run.log(run)
        assert "git version" in log
        assert ("python: command not found" in log) is lacks
        assert run.conclusion == ("failure" if lacks else "success"), log
