"""The limits of time: no wait goes on for long after them."""

from __future__ import annotations

import json
import time

import pytest

from tests.preflight import follow
from tests.preflight.report import NotRun
from tests.sandbox.actors import commits
from tests.sandbox.github.runs import Run
from tests.sandbox.runner import completed_run
from tests.sandbox.sandbox import Sandbox

_PATH = ".github/workflows/slow.yml"
_JOB = {"runs-on": "ubuntu-latest", "steps": [{"run": "sleep 300"}]}


def _slow(sandbox: Sandbox) -> Run:
    text = json.dumps({"on": {"workflow_dispatch": None}, "jobs": {"slow": _JOB}})
    commits.commit_file(sandbox, _PATH, text, "Add")
    return sandbox.github.dispatch(_PATH, {})


@pytest.mark.parametrize(
    ("total", "job", "earlier", "option"),
    [(60, 300, 100, "--timeout SECONDS"), (300, 0.5, 0, "--job-timeout SECONDS")],
)
def test_a_run_ends_at_the_limits(
    restored_sandbox: Sandbox, total: float, job: float, earlier: float, option: str
) -> None:
    """What the command did `earlier` counts: a copy of a large repository takes long."""
    run = _slow(restored_sandbox)
    begun = time.monotonic()
    limits = follow.Limits(total, job, begun=begun - earlier)
    late = follow.follow(restored_sandbox, run, limits, lambda line: None)
    assert isinstance(late, NotRun) and late.option == option
    assert time.monotonic() - begun < 60
    completed_run.wait(run)
    assert run.conclusion == "cancelled"
