"""The fixtures fail a test that has caused errors of the stand-ins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.sandbox.runner.completed_run import wait
from tests.sandbox.sandbox import Sandbox

_TESTS = """
def _request(sandbox):
    sandbox.github.state.users.clear()  # The handler of `gh api user` then raises KeyError.

def test_that_does_not_ask(sandbox, shell):
    users = dict(sandbox.github.state.users)
    _request(sandbox)
    assert shell("gh api user").returncode == 1
    sandbox.github.state.users.update(users)

def test_that_asks(restored_sandbox, shell):
    _request(restored_sandbox)
    said = shell("gh api user")
    assert "tests/sandbox/github/" in said.stderr + said.stdout
    assert len(restored_sandbox.service_errors()) == 1

def test_that_causes_none(sandbox, shell):
    assert shell("gh api user").returncode == 0
"""


def test_a_test_with_an_error_that_it_did_not_ask_for_fails(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n")
    (tmp_path / "test_it.py").write_text(_TESTS)
    plugins = ["-p", "tests.sandbox.fixtures", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "test_it.py"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "3 passed, 1 error" in done.stdout, done.stdout
    assert "GET https://api.github.com/user: KeyError: " in done.stdout


def test_an_exception_in_the_thread_of_a_run_is_an_error_of_the_sandbox(
    restored_sandbox: Sandbox,
) -> None:
    """The run is completed nevertheless, so that nobody waits for it."""
    run = restored_sandbox.github.dispatch(PUBLISH, {"environment": "testpypi"})
    restored_sandbox.github.runner.close()
    run.payload["inputs"] = {"no JSON"}
    restored_sandbox.github.runner.rerun(run)
    assert wait(run).conclusion == "failure"
    (sentence,) = restored_sandbox.service_errors()
    assert f"the stand-in failed at the run of {PUBLISH}: TypeError: " in sentence
