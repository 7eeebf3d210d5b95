"""The values that a job gets from its workflow file, which GitHub reads as YAML 1.2."""

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


def test_a_job_gets_plain_values_as_yaml_1_2_reads_them(sandbox: Sandbox) -> None:
    """YAML 1.1 reads some of them as true, 511, 90, false and a date."""
    assert sandbox.github.try_workflow(WORKFLOW, ".github/workflows/values.yml") is None
