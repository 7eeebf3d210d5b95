"""Which needed jobs are not run, because publishing gets nothing from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight.packages import packages
from tests.preflight.plan import Plan
from tests.preflight.selection import select
from tests.preflight.specimens import specimen
from tests.preflight.start import choose
from tests.preflight.target import read
from tests.preflight.ways import Wanted

_WORKFLOW = """\
on: {release: {types: [published]}}
jobs:
  before:
    runs-on: ubuntu-latest
    steps:
      - run: COMMAND
  publish:
    needs: before
    runs-on: ubuntu-latest
    permissions: {id-token: write}
    steps:
      - run: uv build && uv publish
"""


def _selected(tmp_path: Path, command: str) -> Plan:
    repository = specimen.make("good-release", tmp_path)
    file = repository / ".github" / "workflows" / specimen.WORKFLOW
    file.write_text(_WORKFLOW.replace("COMMAND", command))
    folder = tmp_path / "copy"
    folder.mkdir()
    target = read(repository, folder)
    return select(target, choose(target, packages(target.copy), Wanted())[0], {})


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("python -Im pytest tests", "is a test"),
        (".venv/bin/pytest", "is a test"),
        ("sudo apt-get install -y pandoc", "changes the runner"),
    ],
)
def test_a_job_that_hands_nothing_on_may_be_left_out(
    tmp_path: Path, command: str, kind: str
) -> None:
    plan = _selected(tmp_path, command)
    assert plan.idle == ["before"]
    (why,) = [each.why for each in plan.not_run if each.what == "the job `before`"]
    assert why == f"it {kind}, and hands nothing on to publishing"


@pytest.mark.parametrize("command", ['test "$TAG" = pytest-moon-1', "grep docker-moon CHANGES.md"])
def test_the_name_of_a_plugin_makes_no_test_of_a_job(tmp_path: Path, command: str) -> None:
    """The job may guard the release, and a guard that is left out is a false green."""
    assert _selected(tmp_path, command).run == ["before", "publish"]
