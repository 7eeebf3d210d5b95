"""The claims of a job's OIDC token, and the requests that its GITHUB_TOKEN may make."""

from __future__ import annotations

import json
from typing import Any

from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_PRINT_CLAIMS = """\
import base64, json, os, urllib.request as u
url, key = os.environ["ACTIONS_ID_TOKEN_REQUEST_URL"], os.environ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
request = u.Request(url + "&audience=pypi", headers={"Authorization": "Bearer " + key})
payload = json.load(u.urlopen(request))["value"].split(".")[1]
print("CLAIMS", base64.urlsafe_b64decode(payload + "==").decode())
"""
_CALLED = {
    "on": {"workflow_call": None},
    "jobs": {
        "inner": {
            "runs-on": "ubuntu-latest",
            "permissions": {"id-token": "write"},
            "steps": [{"run": f"python3 - <<'EOF'\n{_PRINT_CLAIMS}EOF\n"}],
        }
    },
}
_CALLER_JOBS = {
    "outer": {
        "uses": "./.github/workflows/called.yml",
        "permissions": {"id-token": "write"},
    },
    "ungranted": {
        "runs-on": "ubuntu-latest",
        "steps": [{"run": 'test -z "$ACTIONS_ID_TOKEN_REQUEST_URL"'}],
    },
}
_DISPATCHES = "actions/workflows/caller.yml/dispatches"
_NO_STEPS = {"a": {"runs-on": "ubuntu-latest", "steps": []}}


def _commit(sandbox: Sandbox, name: str, document: dict[str, Any]) -> None:
    commits.commit_file(sandbox, f".github/workflows/{name}", json.dumps(document), "Add")


def _run(sandbox: Sandbox, jobs: dict[str, Any], permissions: dict[str, str]) -> Run:
    """A completed run of caller.yml."""
    on = {"workflow_dispatch": None}
    _commit(sandbox, "caller.yml", {"on": on, "permissions": permissions, "jobs": jobs})
    return completed_run.wait(sandbox.github.dispatch(".github/workflows/caller.yml", {}))


def _post(sandbox: Sandbox, token: str, path: str, body: dict[str, object]) -> int:
    """The status of GitHub's response."""
    url = f"https://api.github.com/repos/{sandbox.facts.slug}/{path}"
    return sandbox.browser.post(url, body, {"Authorization": f"Bearer {token}"})


def test_the_claims_name_the_called_and_the_calling_workflow(restored_sandbox: Sandbox) -> None:
    """`job_workflow_ref` is the called file, `workflow_ref` the calling one."""
    _commit(restored_sandbox, "called.yml", _CALLED)
    run = _run(restored_sandbox, _CALLER_JOBS, {})
    log = completed_run.log(run)
    assert run.conclusion == "success", log
    assert [job.name for job in run.jobs] == ["outer / inner", "ungranted"]
    claims = json.loads(log.split("CLAIMS ")[1].splitlines()[0])
    folder = f"{restored_sandbox.facts.slug}/.github/workflows"
    assert claims["job_workflow_ref"] == f"{folder}/called.yml@refs/heads/main"
    assert claims["workflow_ref"] == f"{folder}/caller.yml@refs/heads/main"


def test_jobs_of_the_same_key_are_told_apart(restored_sandbox: Sandbox) -> None:
    """One of the caller, and those of a workflow that two jobs call; act gets no newer keys.

    `deployment: false`: "Deploying to a specific environment", docs.github.com.
    """
    inner = {
        "runs-on": "ubuntu-latest", "name": "Inner",
        "environment": {"name": "pypi", "deployment": False},
        "steps": [{"run": 'echo "WORKFLOW $GITHUB_WORKFLOW"'}, {"run": "${{ inputs.command }}"}],
    }  # fmt: skip
    inputs = {"command": {"type": "string"}}
    on = {"workflow_call": {"inputs": inputs}}
    _commit(restored_sandbox, "called.yml", {"on": on, "jobs": {"build": inner}})
    call = {"uses": "./.github/workflows/called.yml", "name": "Call"}
    jobs = {
        "build": {"runs-on": "ubuntu-latest", "steps": [{"run": "echo outer"}]},
        "one": {**call, "with": {"command": "echo one"}},
        "two": {**call, "with": {"command": "exit 2"}},
    }
    run = _run(restored_sandbox, jobs, {"artifact-metadata": "write"})
    found = {(job.name, job.caller): job.conclusion for job in run.jobs}
    assert found == {
        ("build", ""): "success", ("Call / Inner", "one"): "success",
        ("Call / Inner", "two"): "failure",
    }, completed_run.log(run)  # fmt: skip
    assert completed_run.log(run).count(f"WORKFLOW {run.name}") == 2


def test_events_made_with_github_token_start_no_runs_but_dispatches(
    restored_sandbox: Sandbox,
) -> None:
    run = _run(restored_sandbox, _NO_STEPS, {"contents": "write", "actions": "write"})
    runs = restored_sandbox.github.state.runs
    before = len(runs)
    assert _post(restored_sandbox, run.jobs[0].token, "releases", {"tag_name": "v9.0.0"}) == 201
    assert len(runs) == before
    assert _post(restored_sandbox, run.jobs[0].token, _DISPATCHES, {"ref": "main"}) == 204
    assert len(runs) == before + 1


def test_github_token_has_only_the_permissions_of_its_workflow(restored_sandbox: Sandbox) -> None:
    """Without `contents: write` and `actions: write` GitHub answers 403."""
    run = _run(restored_sandbox, _NO_STEPS, {})
    assert _post(restored_sandbox, run.jobs[0].token, "releases", {"tag_name": "v8.0.0"}) == 403
    assert _post(restored_sandbox, run.jobs[0].token, _DISPATCHES, {"ref": "main"}) == 403
