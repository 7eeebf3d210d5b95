"""The Python of a job: its packages are its own, and its version exists."""

from __future__ import annotations

import json
import shutil
import sys
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


def _guest_log(sandbox: Sandbox, *steps: Mapping[str, Any]) -> tuple[str, str]:
    """The conclusion and the log of a guest's run."""
    sandbox.github.runner.guest = Guest(own_python=True)
    try:
        run = _start(sandbox, *steps)
        log = completed_run.log(run)
    finally:
        sandbox.github.runner.guest = Guest()
        for python in (sandbox.root / "services/runs").glob("python-*"):
            shutil.rmtree(python)  # The next test has a run with the same number.
    return str(run.conclusion), log


def test_a_guest_installs_into_a_python_of_its_own(restored_sandbox: Sandbox) -> None:
    """`--system`, pip's own upgrade and a second job do not reach this machine's Python."""
    steps: list[dict[str, Any]] = [
        {"run": "uv pip install --quiet --system iniconfig && python -c 'import iniconfig'"},
        {"run": "python -m pip install --quiet --upgrade pip && pip --version"},
        {"uses": "actions/setup-python@v6", "with": {"python-version": "3.x"}},
        {"run": "test $(pipx --version)"},
        {"run": "pipx install build && pyproject-build --version"},
        {"run": "uv tool install --quiet hatchling && hatchling --help"},
        {"run": "uv python install 3.99"},
        {"run": "pip install --quiet packaging && python -c 'import packaging as p; print(p)'"},
    ]
    conclusion, log = _guest_log(restored_sandbox, *steps)
    assert conclusion == "success", log
    assert f"{restored_sandbox.root}/services/runs/" in log.splitlines()[-1], log


def test_uv_finds_the_environment_of_a_guest(restored_sandbox: Sandbox) -> None:
    """As on a hosted runner: that which is active, and without one it installs nothing."""
    made = 'uv venv -q made && VIRTUAL_ENV="$PWD/made" uv pip install -q iniconfig'
    steps: list[dict[str, Any]] = [
        {"uses": "actions/setup-python@v6", "with": {"python-version": "3.x"}},
        {"run": f"{made} && made/bin/python -c 'import iniconfig'"},
        {"run": "if python -c 'import iniconfig'; then exit 1; fi; rm -rf made"},
        {"run": "uv pip install -q iniconfig"},
    ]
    conclusion, log = _guest_log(restored_sandbox, *steps)
    assert conclusion == "failure"
    assert "No virtual environment found" in log, log


def test_this_python_stands_in_for_one_that_uv_would_fetch(restored_sandbox: Sandbox) -> None:
    """A version in an option, a variable or a file; options of other programs are theirs."""
    ours = f"-c 'import sys; assert sys.version_info[:2] == {sys.version_info[:2]}'"
    run = "uv run --no-project"
    steps: list[dict[str, Any]] = [
        {"run": f"{run} --python 3.99 --managed-python python {ours}"},
        {"run": f"{run} --python=3.99 --python-preference=only-managed python {ours}"},
        {"run": f"UV_PYTHON='>=3.99' UV_MANAGED_PYTHON=1 {run} python {ours}"},
        {"run": f"echo 3.99 > .python-version && {run} python {ours}"},
        {"run": "test $(uv run --no-project --with iniconfig echo --python 3.99 | wc -w) = 2"},
        {"run": "uvx --quiet --python 3.99 --from iniconfig python -c 'import iniconfig'"},
        {
            "id": "uv", "uses": "astral-sh/setup-uv@v10.0.1",
            "with": {"python-version": "3.99", "activate-environment": True},
        },
        {"run": "test $UV_PYTHON = 3.99 && test ${{ steps.uv.outputs.venv }} = $PWD/.venv"},
        {"run": "uv pip install -q packaging && .venv/bin/python -c 'import packaging'"},
    ]  # fmt: skip
    conclusion, log = _guest_log(restored_sandbox, *steps)
    assert conclusion == "success", log


def test_a_version_of_python_that_is_a_number_is_not_found(restored_sandbox: Sandbox) -> None:
    """`python-version: 3.10` is 3.1."""
    step = {"uses": "actions/setup-python@v6", "with": {"python-version": 3.10}}
    run = _start(restored_sandbox, step)
    assert "The version '3.1' with architecture 'x64' was not found" in completed_run.log(run)
    assert run.conclusion == "failure"
