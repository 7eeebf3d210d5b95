"""The parts in which docs.yml runs the guide: where their durations come from, and the gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drift.sources import tree
from tests.workflows.step_run import run_step

DOCS = ".github/workflows/docs.yml"
GH = """\
case "$1 $2" in
  "run list") cat last 2> /dev/null || true ;;
  "run download") [ "$3 $4 $5 $6 $7" = "42 --name durations --dir .cache" ] && echo '{}' > got ;;
  *) exit 1 ;;
esac
"""


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder in which `gh` lists one run, when the file `last` names it."""
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(f"#!/bin/bash\n{GH}")
    program.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("last", "fetched"), [("42", True), ("41", False), ("", False)])
def test_without_durations_a_part_runs_all_the_same(runner: Path, last: str, fetched: bool) -> None:
    """There are none before the first run on main, and they expire."""
    (runner / "last").write_text(last)
    step = run_step(DOCS, "shard", "Fetch the durations of the last run", runner)
    assert step.returncode == 0
    assert (runner / "got").exists() is fetched
    assert ("No durations yet" in step.stdout) is not fetched


def test_the_gate_runs_and_fails_when_a_part_fails() -> None:
    """A job whose `needs` failed is skipped otherwise, and a skipped check counts as passed."""
    gate = tree(DOCS)["jobs"]["docs-test"]
    assert gate["if"] == "always()" and set(gate["needs"]) == {"checks", "shard", "accessibility"}
    first = gate["steps"][0]
    assert first["run"] == "exit 1"
    assert {f"needs.{job}.result != 'success'" for job in gate["needs"]} == set(
        first["if"].split(" || ")
    )


def test_every_part_of_the_matrix_runs_one_of_as_many_parts() -> None:
    shard = tree(DOCS)["jobs"]["shard"]
    parts = shard["strategy"]["matrix"]["part"]
    (command,) = [step["run"] for step in shard["steps"] if "pytest" in step.get("run", "")]
    assert parts == [*range(1, len(parts) + 1)]
    assert f"--splits {len(parts)} --group " in command


def test_a_site_is_deployed_only_after_every_block_ran_in_the_same_run() -> None:
    """The job that uploads the site merges the ledgers of the parts, and fails before it builds.

    No step of it may fail unseen, and no other job uploads a site or deploys one.
    """
    jobs = tree(DOCS)["jobs"]
    steps = jobs["docs-test"]["steps"]
    words = [f"{step.get('uses', '')} {step.get('run', '')}" for step in steps]
    order = [
        next(number for number, text in enumerate(words) if part in text)
        for part in ("tests.evaluate.merge parts/*/", "tests.evaluate.complete", "mkdocs build",
                     "actions/upload-pages-artifact")
    ]  # fmt: skip
    assert order == sorted(order)
    assert steps[order[1]] == {
        "name": steps[order[1]]["name"],
        "run": "uv run --locked python -m tests.evaluate.complete",
    }
    assert not [step for step in steps if "continue-on-error" in step]
    assert jobs["deploy"]["needs"] == "docs-test" and "always()" not in jobs["deploy"]["if"]
    for word, only in (("upload-pages-artifact", "docs-test"), ("deploy-pages", "deploy")):
        assert [name for name, job in jobs.items() if word in str(job["steps"])] == [only]
