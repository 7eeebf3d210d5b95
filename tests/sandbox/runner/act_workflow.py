"""The copy of a workflow that act reads.

Each job begins with a step that requests permission to start from the job service. A job that
succeeded in an earlier attempt is replaced by a stub with its outputs.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any

import yaml

from tests.sandbox.runner import job_token, unavailable
from tests.sandbox.runner.runner_labels import labels_of

#: Not in the job's list of steps: GitHub makes this decision before the first step.
GATE_STEP = "sandbox-gate"
#: What the sandbox decides without act, which refuses a workflow for a value that is newer than
#: itself, such as `deployment: false` (docs.github.com: "Deploying to a specific environment") or
#: `artifact-metadata: write` (README of actions/attest).
_GITHUB_ONLY = ("concurrency", "environment", "permissions", "snapshot")
#: Prints the job's outputs for a later attempt that does not run the job again.
OUTPUTS_STEP = "sandbox-outputs"

#: The folder that `defaults` of the job name may not exist yet.
_BASH = {"shell": "bash", "working-directory": "${{ github.workspace }}"}
#: Appends the response's lines to GITHUB_ENV and fails unless the status is 200. It uses bash
#: alone, since a machine may have no curl.
_GATE = """\
exec 3<>"/dev/tcp/127.0.0.1/$SANDBOX_PORT"
printf 'GET /gate/%s/%s?environment=%s HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n' \
  "$GITHUB_RUN_ID" "$GITHUB_JOB" "${GATE_ENVIRONMENT// /%20}" >&3
printf '%s: %s\\r\\n' runs-on "$GATE_LABEL" matrix "${GATE_MATRIX//$'\\n'/}" workspace "$PWD" \
  called "$GATE_CALLED" >&3
printf '\\r\\n' >&3
read -r _ status _ <&3
while IFS= read -r line <&3 && [ "$line" != $'\\r' ]; do :; done
cat <&3 >> "$GITHUB_ENV"
[[ ",$GATE_LABEL," != *,self-hosted,* ]] || echo "PATH=$SANDBOX_OWN_MACHINE" >> "$GITHUB_ENV"
[ "$status" = 200 ]
"""


def rewrite(
    document: dict[str, Any],
    finished: Mapping[str, Mapping[str, str]],
    port: int,
    secrets: Mapping[str, str],
    called: str = "",
) -> str:
    """The YAML text; `finished` holds the outputs, by job key, of jobs that are not run again.

    `secrets` names, by job key, the secret with the job's token. `called` is the path of a workflow
    that another one calls.
    """
    workflow = job_token.with_own_tokens(copy.deepcopy(document), secrets)
    for name in _GITHUB_ONLY:
        workflow.pop(name, None)
    for key, job in list(workflow["jobs"].items()):
        if key in finished:
            workflow["jobs"][key] = _stub(job, finished[key])
        elif steps := unavailable.steps(job):
            gate = _gate_step(job, port, called)
            workflow["jobs"][key] = job = unavailable.without_calls(job)
            # All jobs run on this machine; the gate is told what the job asks for.
            job["runs-on"] = "ubuntu-latest"
            job["steps"] = [gate, *map(_keyed, range(len(steps)), steps)]
            job["steps"] += [_outputs_step(job["outputs"])] if job.get("outputs") else []
        else:
            job["name"] = key  # act's messages about the called jobs begin with it.
        for name in _GITHUB_ONLY:
            workflow["jobs"][key].pop(name, None)
    return yaml.safe_dump(workflow, sort_keys=False)


def _gate_step(job: Mapping[str, Any], port: int, called: str) -> dict[str, Any]:
    environment = job.get("environment")
    if isinstance(environment, dict):
        environment = environment.get("name")
    variables = {"GATE_ENVIRONMENT": environment or "", "SANDBOX_PORT": str(port)}
    variables["GATE_CALLED"] = called
    variables["GATE_LABEL"] = ",".join(labels_of(job.get("runs-on")))
    variables["GATE_MATRIX"] = "${{ toJSON(matrix) }}" if "strategy" in job else ""
    return {"id": GATE_STEP, "name": GATE_STEP, **_BASH, "run": _GATE, "env": variables}


def step_key(number: int, step: Mapping[str, Any]) -> str:
    """The step's id, or one made from its number, which counts from 0."""
    return str(step.get("id") or f"sandbox-step-{number}")


def _keyed(number: int, step: Mapping[str, Any]) -> dict[str, Any]:
    return {**step, "id": step_key(number, step)}


def _outputs_step(outputs: Mapping[str, str]) -> dict[str, Any]:
    variables = {f"OUTPUT_{name}": value for name, value in outputs.items()}
    run = "\n".join(f"printf '%s=%s\\n' '{name}' \"$OUTPUT_{name}\"" for name in outputs)
    return {"id": OUTPUTS_STEP, "if": "always()", **_BASH, "run": run, "env": variables}


def _stub(job: Mapping[str, Any], outputs: Mapping[str, str]) -> dict[str, Any]:
    kept = {key: job[key] for key in ("name", "needs", "runs-on") if key in job}
    return {**kept, "if": "always()", "outputs": dict(outputs), "steps": [{"run": "true"}]}


def succeeded(jobs: Collection[Any]) -> dict[str, dict[str, str]]:
    """Outputs by job key of the jobs that a re-run of failed jobs does not repeat.

    A job with a failed leg is repeated whole.
    """
    failed = {job.key for job in jobs if job.conclusion != "success"}
    return {job.key: job.outputs for job in jobs if job.key not in failed}
