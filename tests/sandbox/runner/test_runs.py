"""Runs by the real act: what a job may ask for, what its log shows, who its claims say it is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from tests.sandbox.actors import commits
from tests.sandbox.github import logs
from tests.sandbox.github.runs import Run
from tests.sandbox.sandbox import Sandbox

_TOKEN = """\
import json, os, urllib.request as u
url, key = os.environ["ACTIONS_ID_TOKEN_REQUEST_URL"], os.environ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
asked = u.Request(url + "&audience=pypi", headers={"Authorization": "Bearer " + key})
value = json.load(u.urlopen(asked))["value"].split(".")[1]
import base64; print("CLAIMS", base64.urlsafe_b64decode(value + "==").decode())
"""
_CALLED = {
    "on": {"workflow_call": None},
    "jobs": {
        "inner": {
            "runs-on": "ubuntu-latest",
            "permissions": {"id-token": "write"},
            "steps": [{"run": f"python3 - <<'EOF'\n{_TOKEN}EOF\n"}],
        }
    },
}
_CALLER = {
    "name": "Caller",
    "on": {"workflow_dispatch": None},
    "permissions": {},
    "jobs": {
        "outer": {
            "uses": "./.github/workflows/called.yml",
            "permissions": {"id-token": "write"},
        },
        "ungranted": {
            "runs-on": "ubuntu-latest",
            "steps": [{"run": 'test -z "$ACTIONS_ID_TOKEN_REQUEST_URL"'}],
        },
    },
}


@pytest.fixture(scope="module")
def world() -> Iterator[Sandbox]:
    opened = Sandbox()
    opened.set_up()
    yield opened
    opened.close()


def _run(world: Sandbox, workflow: str, **inputs: str) -> Run:
    path = f".github/workflows/{workflow}"
    run = world.github.dispatch(path, inputs)
    while run.status != "completed":
        time.sleep(0.02)
    return run


def _log(run: Run) -> str:
    return "".join(logs.job_text(job) for job in run.jobs)


def test_a_called_workflow_is_named_in_the_claims(world: Sandbox) -> None:
    """`job_workflow_ref` is the called file, `workflow_ref` the calling one."""
    for name, document in (("called.yml", _CALLED), ("caller.yml", _CALLER)):
        commits.commit_file(world, f".github/workflows/{name}", json.dumps(document), "Add")
    run = _run(world, "caller.yml")
    assert run.conclusion == "success", _log(run)
    assert [job.name for job in run.jobs] == ["outer / inner", "ungranted"]
    claims = json.loads(_log(run).split("CLAIMS ")[1].splitlines()[0])
    home = f"{world.facts.slug}/.github/workflows"
    assert claims["job_workflow_ref"] == f"{home}/called.yml@refs/heads/main"
    assert claims["workflow_ref"] == f"{home}/caller.yml@refs/heads/main"


def test_a_run_publishes_and_its_log_holds_no_token(world: Sandbox) -> None:
    """From a dispatch to a file with its attestation on TestPyPI; each token is masked."""
    run = _run(world, world.facts.workflow.file, environment="testpypi")
    text = _log(run)
    assert run.conclusion == "success", text
    project = world.indexes["testpypi"].state.project(world.facts.package)
    assert project is not None
    assert [bool(file.provenance) for _, file in project.files()] == [True, True]
    assert "View at:" in text
    assert not [token for token in world.secrets() if token in text]
    assert "pypi-Ag" not in text


def test_a_second_upload_of_one_name_in_a_run_is_refused(world: Sandbox) -> None:
    """Artifacts are immutable: the second job of the same name fails with GitHub's words."""
    step = {"uses": "actions/upload-artifact@v7", "with": {"name": "dist", "path": "a"}}
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": "touch a"}, step, step]}
    document = {"name": "Twice", "on": {"workflow_dispatch": None}, "jobs": {"job": job}}
    commits.commit_file(world, ".github/workflows/twice.yml", json.dumps(document), "Add")
    run = _run(world, "twice.yml")
    assert run.conclusion == "failure"
    assert "(409) Conflict: an artifact with this name already exists" in _log(run)


def _add_plain(world: Sandbox, name: str) -> None:
    """A workflow that may do nothing and does nothing."""
    document = {**_CALLER, "jobs": {"a": {"runs-on": "ubuntu-latest", "steps": []}}}
    commits.commit_file(world, f".github/workflows/{name}", json.dumps(document), f"Add {name}")


def _post(world: Sandbox, token: str, path: str, body: dict[str, object]) -> int:
    url = f"https://api.github.com/repos/{world.facts.slug}/{path}"
    return world.browser.post(url, body, {"Authorization": f"Bearer {token}"})


def test_a_runs_own_token_starts_nothing_but_dispatches(world: Sandbox) -> None:
    """A release made by a workflow starts no workflow; a dispatch does, where it may write."""
    grants = {"permissions": {"contents": "write", "actions": "write"}}
    document = {**_CALLER, **grants, "jobs": {"a": {"runs-on": "ubuntu-latest", "steps": []}}}
    commits.commit_file(world, ".github/workflows/bot.yml", json.dumps(document), "Add")
    run, runs = _run(world, "bot.yml"), world.github.state.runs
    before = len(runs)
    assert _post(world, run.token, "releases", {"tag_name": "v9.0.0"}) == 201
    assert len(runs) == before
    assert _post(world, run.token, "actions/workflows/bot.yml/dispatches", {"ref": "main"}) == 204
    assert len(runs) == before + 1


def test_a_runs_token_may_do_no_more_than_its_workflow_grants(world: Sandbox) -> None:
    """Without `contents: write` and `actions: write` GitHub answers 403."""
    run = _run(world, "caller.yml")
    assert _post(world, run.token, "releases", {"tag_name": "v8.0.0"}) == 403
    assert (
        _post(world, run.token, "actions/workflows/caller.yml/dispatches", {"ref": "main"}) == 403
    )


def test_a_run_that_has_ended_can_be_run_again_at_once(world: Sandbox) -> None:
    """Its last attempt has left nothing behind by the time that it says it is completed."""
    _add_plain(world, "again.yml")
    run = _run(world, "again.yml")
    for attempt in range(2, 5):
        world.github.runner.rerun(run)
        while run.status != "completed":
            time.sleep(0.001)
        assert (run.attempt, run.conclusion) == (attempt, "success"), _log(run)
        assert world.github.runner.active(run.id) is None
