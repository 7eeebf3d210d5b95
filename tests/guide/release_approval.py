"""A release whose run waits for an approval, and the approval, for tests."""

from __future__ import annotations

import time

from tests.sandbox.github.deployment_environment import Environment
from tests.sandbox.github.runs import Run
from tests.sandbox.sandbox import Sandbox


def pypi(sandbox: Sandbox) -> Environment:
    return sandbox.github.state.environments["pypi"]


def gh(sandbox: Sandbox, *arguments: str, **variables: str) -> tuple[int, str]:
    """The exit status of `gh`, and what it prints."""
    done = sandbox.run("gh", *arguments, **variables)
    return done.returncode, done.stdout + done.stderr


def waiting(run: Run, seconds: float = 60) -> Run:
    """The run, which waits for an approval. Raises TimeoutError when it does not."""
    deadline = time.monotonic() + seconds
    while run.status != "waiting":
        if time.monotonic() > deadline or run.status == "completed":
            raise TimeoutError(f"the run is {run.status}")
        time.sleep(0.02)
    return run


def released(sandbox: Sandbox) -> Run:
    """The run that a release starts, once it waits."""
    assert gh(sandbox, "release", "create", "v0.1.0", "--target", "main", "--notes", "x")[0] == 0
    return waiting(sandbox.github.state.runs[-1])


def approve(sandbox: Sandbox, run: Run, **variables: str) -> tuple[int, str]:
    """Approve as the release page does."""
    url = f"repos/{{owner}}/{{repo}}/actions/runs/{run.id}/pending_deployments"
    gate = f"environment_ids[]={pypi(sandbox).id}"
    given = ("-F", gate, "-f", "state=approved", "-f", "comment=x")
    return gh(sandbox, "api", "--silent", "-X", "POST", url, *given, **variables)
