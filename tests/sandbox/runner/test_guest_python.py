"""The Python of a job: its packages are its own, and its version exists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.runner.guest import Guest
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/test.yml"


def _start(sandbox: Sandbox, *steps: Mapping[str, Any]) -> Run:
    job = {"runs-on": "ubuntu-latest", "steps": list(steps)}
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": {"job": job}})
    commits.commit_file(sandbox, _PATH, text, "Add")
    return sandbox.github.dispatch(_PATH, {})


def test_a_guest_installs_into_a_python_of_its_own(restored_sandbox: Sandbox) -> None:
    """`--system`, pip's own upgrade and a second job do not reach this machine's Python."""
    restored_sandbox.github.runner.guest = Guest(own_python=True)
    steps: list[dict[str, Any]] = [
        {"run": "uv pip install --quiet --system iniconfig && python -c 'import iniconfig'"},
        {"run": "python -m pip install --quiet --upgrade pip && pip --version"},
        {"uses": "actions/setup-python@v6", "with": {"python-version": "3.x"}},
        {"run": "test $(pipx --version)"},
        {"run": "uv python install 3.99"},
        {"run": "pip install --quiet packaging && python -c 'import packaging as p; print(p)'"},
    ]
    try:
        run = _start(restored_sandbox, *steps)
        log = completed_run.log(run)
    finally:
        restored_sandbox.github.runner.guest = Guest()
    assert run.conclusion == "success", log
    assert f"{restored_sandbox.root}/services/runs/" in log.splitlines()[-1], log


def test_a_version_of_python_that_is_a_number_is_not_found(restored_sandbox: Sandbox) -> None:
    """`python-version: 3.10` is 3.1."""
    step = {"uses": "actions/setup-python@v6", "with": {"python-version": 3.10}}
    run = _start(restored_sandbox, step)
    assert "The version '3.1' with architecture 'x64' was not found" in completed_run.log(run)
    assert run.conclusion == "failure"
