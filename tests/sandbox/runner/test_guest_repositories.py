"""Workflows of other projects: checkouts, labels of runners, legs, the publishing action."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/test.yml"
_CHECKOUT = {"uses": "actions/checkout@v7", "with": {"fetch-depth": 0}}
_BUILD = {"run": "uv build --quiet"}
_TEST = "https://test.pypi.org/legacy/"


def _start(sandbox: Sandbox, *steps: Mapping[str, Any], **job: Any) -> Run:
    """A run of a workflow with one job that may ask for an identity."""
    body = {
        "runs-on": "ubuntu-latest", "permissions": {"id-token": "write", "contents": "read"},
        "environment": "testpypi", "steps": list(steps), **job,
    }  # fmt: skip
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": {"job": body}})
    facts = sandbox.facts
    path = f".github/workflows/{facts.workflow.file}"
    commits.commit_file(sandbox, path, text, "Publish otherwise")
    return sandbox.github.dispatch(path, {})


def _jobs(sandbox: Sandbox, jobs: Mapping[str, Any]) -> Run:
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": jobs})
    commits.commit_file(sandbox, _PATH, text, "Add")
    return sandbox.github.dispatch(_PATH, {})


def _publish(**inputs: object) -> dict[str, Any]:
    given = {"repository-url": _TEST, **inputs}
    return {"uses": "pypa/gh-action-pypi-publish@v1.14.2", "with": given}


def _passes(run: Run) -> str:
    log = completed_run.log(run)
    assert run.conclusion == "success", log
    return log


def test_a_package_tests_of_the_repository_hides_nothing(restored_sandbox: Sandbox) -> None:
    """The publishing job has checked out a repository with `tests/__init__.py`."""
    restored_sandbox.set_up()
    own = {"run": "mkdir -p tests && touch tests/__init__.py"}
    _passes(_start(restored_sandbox, _CHECKOUT, _BUILD, own, _publish()))


def test_hidden_files_beside_the_distributions_are_not_uploaded(restored_sandbox: Sandbox) -> None:
    """uv writes `dist/.gitignore`; the shell's `dist/*` leaves it out, and so does the action."""
    restored_sandbox.set_up()
    log = _passes(_start(restored_sandbox, _CHECKOUT, _BUILD, {"run": "ls -A dist"}, _publish()))
    assert ".gitignore" in log and "Uploading .gitignore" not in log


def test_what_is_on_pypi_already_is_skipped(restored_sandbox: Sandbox) -> None:
    """twine asks PyPI first, at its old address, pypi.python.org."""
    restored_sandbox.set_up()
    restored_sandbox.github.state.environments.clear()
    url = {"repository-url": "https://upload.pypi.org/legacy/", "skip-existing": True}
    build = {"run": "SETUPTOOLS_SCM_PRETEND_VERSION=3.0 uv build --quiet"}
    run = _start(restored_sandbox, _CHECKOUT, build, _publish(**url), environment="pypi")
    assert "Skipping" not in _passes(run)
    restored_sandbox.github.runner.rerun(run)
    assert "Skipping" in _passes(run)


def test_a_job_may_check_out_twice(restored_sandbox: Sandbox) -> None:
    log = _passes(_start(restored_sandbox, _CHECKOUT, _CHECKOUT, {"run": "git remote -v"}))
    assert log.count("origin\thttps://github.com/") == 2


def test_a_job_runs_whatever_linux_it_asks_for(restored_sandbox: Sandbox) -> None:
    labels = ["ubuntu-24.04", "ubuntu-slim", ["self-hosted", "linux"], {"group": "large"}]
    jobs = {
        f"on-{n}": {"runs-on": label, "steps": [{"run": "echo it runs"}]}
        for n, label in enumerate(labels)
    }
    run = _jobs(restored_sandbox, jobs)
    assert _passes(run).count("it runs") == len(labels)


def test_an_action_that_is_not_here_is_named(restored_sandbox: Sandbox) -> None:
    """Its step fails, with a reason that tells it from an action that GitHub cannot find."""
    unknown = {"uses": "octo-org/unheard-of@v3"}
    run = _start(restored_sandbox, {"run": "echo before"}, unknown)
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
    steps: list[Mapping[str, Any]] = [_CHECKOUT, {"run": "\n".join(lines)}, create]
    log = completed_run.log(_start(restored_sandbox, *steps, permissions=permissions))
    assert "the end" in log and "a terminal" not in log
    assert "/releases/tag/v9.0.0" in log


def test_each_leg_of_a_matrix_has_its_own_identity(restored_sandbox: Sandbox) -> None:
    """GitHub lists each as a job, with a name, a state and a log of its own."""
    ask = (
        'sleep 0.5; curl -sf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN"'
        ' "$ACTIONS_ID_TOKEN_REQUEST_URL" | cut -c1-9; test ${{ matrix.x }} != b'
    )
    strategy = {"fail-fast": False, "matrix": {"x": ["a", "b", "c"]}}
    run = _start(restored_sandbox, {"run": ask, "shell": "bash"}, strategy=strategy)
    completed_run.wait(run)
    found = {job.name: job.conclusion for job in run.jobs}
    assert found == {"job (a)": "success", "job (b)": "failure", "job (c)": "success"}
    assert completed_run.log(run).count('{"value"') == 3
    assert len({job.id for job in run.jobs}) == 3


def test_the_system_of_a_leg_is_known_after_its_label(restored_sandbox: Sandbox) -> None:
    """`runs-on: ${{ matrix.os }}` is no Linux for macOS, where the publishing action fails."""
    strategy = {"fail-fast": False, "matrix": {"os": ["macos-14", "ubuntu-24.04"]}}
    given = {"runs-on": "${{ matrix.os }}", "strategy": strategy}
    run = _start(restored_sandbox, {"run": "echo on $SANDBOX_RUNNER_OS"}, **given)
    log = _passes(run)
    assert "on macOS" in log and "on Linux" in log
