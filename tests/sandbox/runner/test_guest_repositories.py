"""Workflows of other projects: checkouts, labels of runners, legs, the publishing action."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.sandbox.actors import commits
from tests.sandbox.actors.guest_runs import BUILD, CHECKOUT, passes, publish, start
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/test.yml"


def _jobs(sandbox: Sandbox, jobs: Mapping[str, Any]) -> Run:
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": jobs})
    commits.commit_file(sandbox, _PATH, text, "Add")
    return sandbox.github.dispatch(_PATH, {})


def test_a_package_tests_of_the_repository_hides_nothing(restored_sandbox: Sandbox) -> None:
    """The publishing job has checked out a repository with `tests/__init__.py`."""
    restored_sandbox.set_up()
    own = {"run": "mkdir -p tests && touch tests/__init__.py"}
    passes(start(restored_sandbox, CHECKOUT, BUILD, own, publish()))


def test_a_job_may_check_out_twice(restored_sandbox: Sandbox) -> None:
    log = passes(start(restored_sandbox, CHECKOUT, CHECKOUT, {"run": "git remote -v"}))
    assert log.count("origin\thttps://github.com/") == 2


def test_a_job_runs_whatever_linux_it_asks_for(restored_sandbox: Sandbox) -> None:
    labels = ["ubuntu-24.04", "ubuntu-slim", ["self-hosted", "linux"], {"group": "large"}]
    jobs = {
        f"on-{n}": {"runs-on": label, "steps": [{"run": "echo it runs"}]}
        for n, label in enumerate(labels)
    }
    run = _jobs(restored_sandbox, jobs)
    assert passes(run).count("it runs") == len(labels)


def test_an_action_that_is_not_here_is_named(restored_sandbox: Sandbox) -> None:
    """Its step fails, with a reason that tells it from an action that GitHub cannot find."""
    unknown = {"uses": "octo-org/unheard-of@v3"}
    run = start(restored_sandbox, {"run": "echo before"}, unknown)
    log = completed_run.log(run)
    assert run.conclusion == "failure"
    assert "##[error]octo-org/unheard-of@v3 is not run here" in log


def test_a_workflow_of_another_repository_is_named(restored_sandbox: Sandbox) -> None:
    """It is no success, and neither is a job that needs it."""
    jobs = {
        "far": {"uses": "octo-org/flows/.github/workflows/build.yml@v1"},
        "near": {"needs": "far", "runs-on": "ubuntu-latest", "steps": [{"run": "true"}]},
    }
    run = completed_run.wait(_jobs(restored_sandbox, jobs))
    assert [job.conclusion for job in run.jobs] == ["failure", "skipped"]
    assert run.conclusion == "failure"
    (annotation,) = run.jobs[0].annotations
    assert "octo-org/flows/.github/workflows/build.yml@v1 is not run here" in annotation.message


def test_a_step_has_no_terminal_and_no_input(restored_sandbox: Sandbox) -> None:
    """gh asks no question, as on a hosted runner: a draft without notes is created."""
    lines = ["for n in 0 1 2; do test -t $n && echo a terminal; done", "cat", "echo the end"]
    create = {
        "run": "gh release create v9.0.0 --draft", "env": {"GH_TOKEN": "${{ github.token }}"}
    }  # fmt: skip
    permissions = {"contents": "write"}
    steps: list[Mapping[str, Any]] = [CHECKOUT, {"run": "\n".join(lines)}, create]
    log = completed_run.log(start(restored_sandbox, *steps, permissions=permissions))
    assert "the end" in log and "a terminal" not in log
    assert "/releases/tag/v9.0.0" in log


def test_each_leg_of_a_matrix_has_its_own_identity(restored_sandbox: Sandbox) -> None:
    """GitHub lists each as a job, with a name, a state and a log of its own."""
    ask = (
        'sleep 0.5; curl -sf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN"'
        ' "$ACTIONS_ID_TOKEN_REQUEST_URL" | cut -c1-9; test ${{ matrix.x }} != b'
    )
    strategy = {"fail-fast": False, "matrix": {"x": ["a", "b", "c"]}}
    run = start(restored_sandbox, {"run": ask, "shell": "bash"}, strategy=strategy)
    completed_run.wait(run)
    found = {job.name: job.conclusion for job in run.jobs}
    assert found == {"job (a)": "success", "job (b)": "failure", "job (c)": "success"}
    assert completed_run.log(run).count('{"value"') == 3
    assert len({job.id for job in run.jobs}) == 3


def test_the_system_of_a_leg_is_known_after_its_label(restored_sandbox: Sandbox) -> None:
    """`runs-on: ${{ matrix.os }}` is no Linux for macOS, where the publishing action fails."""
    strategy = {"fail-fast": False, "matrix": {"os": ["macos-14", "ubuntu-24.04"]}}
    given = {"runs-on": "${{ matrix.os }}", "strategy": strategy}
    run = start(restored_sandbox, {"run": "echo on $SANDBOX_RUNNER_OS"}, **given)
    log = passes(run)
    assert "on macOS" in log and "on Linux" in log
