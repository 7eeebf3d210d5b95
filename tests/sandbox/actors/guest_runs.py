"""Runs of a workflow with one job, as another project could have it, for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

CHECKOUT = {"uses": "actions/checkout@v7", "with": {"fetch-depth": 0}}
BUILD = {"run": "uv build --quiet"}
_TEST = "https://test.pypi.org/legacy/"


def start(sandbox: Sandbox, *steps: Mapping[str, Any], **job: Any) -> Run:
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


def publish(**inputs: object) -> dict[str, Any]:
    """A step with the publishing action, for TestPyPI unless the inputs name another address."""
    given = {"repository-url": _TEST, **inputs}
    return {"uses": "pypa/gh-action-pypi-publish@v1.14.2", "with": given}


def passes(run: Run) -> str:
    """The log of the run, which succeeds."""
    log = completed_run.log(run)
    assert run.conclusion == "success", log
    return log
