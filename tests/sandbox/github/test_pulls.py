"""Pull requests: which file decides, whose identity a run has, and what a fork's run may not."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.sandbox.actors import commits, contributor
from tests.sandbox.github import logs
from tests.sandbox.github.runs import Run
from tests.sandbox.sandbox import Sandbox

_SAYS = "echo ${{ github.head_ref }} into ${{ github.base_ref }}:"
_IDENTITY = f"{_SAYS} ${{ACTIONS_ID_TOKEN_REQUEST_URL:-none}}"


@pytest.fixture(scope="module")
def world() -> Iterator[Sandbox]:
    opened = Sandbox()
    yield opened
    opened.close()


def _commit(world: Sandbox, command: str) -> None:
    """A workflow on main that both events start."""
    job = {"runs-on": "ubuntu-latest", "steps": [{"run": command}]}
    document = {
        "on": ["pull_request", "pull_request_target"], "permissions": {"id-token": "write"},
        "jobs": {"a": job},
    }  # fmt: skip
    commits.commit_file(world, ".github/workflows/pulls.yml", json.dumps(document), "Change")


def _runs(world: Sandbox) -> dict[str, Run]:
    """The newest run of each event, once it has ended."""
    found = {run.event: run for run in world.github.state.runs}
    while any(run.status != "completed" for run in found.values()):
        time.sleep(0.02)
    return found


def test_a_forks_run_gets_no_identity_whatever_the_file_says(world: Sandbox) -> None:
    """`pull_request` of a fork has none, `pull_request_target` of the same has one."""
    _commit(world, _IDENTITY)
    contributor.propose(world, "README.md", "Better words\n", "Better words")
    said = {event: logs.job_text(run.jobs[0]) for event, run in _runs(world).items()}
    assert "patch-1 into main: none" in said["pull_request"]
    assert "patch-1 into main: http://127.0.0.1" in said["pull_request_target"]
    refs = {event: run.ref for event, run in _runs(world).items()}
    assert refs == {
        "pull_request": "refs/pull/1/merge", "pull_request_target": "refs/heads/main",
    }  # fmt: skip


def test_a_reopened_pull_request_runs_what_main_has_now(world: Sandbox) -> None:
    """Its merge is made anew; running the old run again keeps the old file."""
    _commit(world, "echo mended")
    old = _runs(world)["pull_request"]
    world.github.runner.rerun(old)
    assert "mended" not in logs.job_text(_runs(world)["pull_request"].jobs[0])
    for command in ("close", "reopen"):
        asked = ["gh", "pr", command, "1"]
        subprocess.run(asked, cwd=world.folder, env=world.environment, check=True)
    new = _runs(world)["pull_request"]
    assert new.id != old.id and new.title == "Better words"
    assert "mended" in logs.job_text(new.jobs[0])


def test_gh_names_the_pull_request_of_a_run(world: Sandbox) -> None:
    """The run is listed under the fork's branch, and `gh run view` finds the number by it."""
    run = _runs(world)["pull_request"]
    asked = ["gh", "run", "view", str(run.id)]
    shown = subprocess.run(
        asked, cwd=world.folder, env=world.environment, check=True, capture_output=True, text=True
    )
    assert f"{world.facts.slug}#1" in shown.stdout and "patch-1" in shown.stdout
