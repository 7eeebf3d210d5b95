"""A job gets the values of its workflow as GitHub reads them, in YAML 1.2."""

from __future__ import annotations

from tests.sandbox.sandbox import Sandbox

WORKFLOW = """\
on: workflow_dispatch
env:
  on: key
jobs:
  values:
    runs-on: ubuntu-latest
    env: {FLAG: yes, MODE: 0777, TIME: 1:30, OFF: Off, FLOAT: 3.10, DATE: 2026-11-26, YES: true}
    steps:
      - run: test "$on" = key
      - run: test "$FLAG $MODE $TIME $OFF" = "yes 777 1:30 Off"
      - run: test "$FLOAT $DATE $YES" = "3.1 2026-11-26 true"
"""


def test_words_and_numbers_reach_a_job_as_github_reads_them(sandbox: Sandbox) -> None:
    """YAML 1.1 would make of them true, 511, 90, false and a date."""
    assert sandbox.run_workflow(WORKFLOW, ".github/workflows/values.yml") is None
