"""The nightly job that runs the live tests, and the job that reports their failure in one issue.

Scripts replace gh and uv and record their arguments; the steps' scripts are those of docs.yml.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.drift.sources import tree
from tests.sandbox.workstation.programs import script
from tests.workflows.step_run import run_step

DOCS = ".github/workflows/docs.yml"
JOBS = tree(DOCS)["jobs"]
TITLE = "The stand-ins no longer answer as the real services do"
#: A replacement for gh that keeps one issue in files: number, created, commented.
GH = """\
case "$1 $2" in
  "issue list") cat number 2> /dev/null || true ;;
  "issue create") echo 7 > number; shift 2; printf '%s\\n' "$@" > created; cat body.md >> created ;;
  "issue comment") printf '%s\\n' "$3" >> commented; cat body.md >> commented ;;
  *) exit 1 ;;
esac
"""
#: A replacement for uv whose live tests fail.
UV = """\
[ "$*" = "run --locked pytest --live -q -rs" ] || exit 9
echo "pypi.org answers 503"
exit 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with the scripts GH and UV in `bin`."""
    (tmp_path / "bin").mkdir()
    for name, text in (("gh", GH), ("uv", UV)):
        program = tmp_path / "bin" / name
        program.write_text(f"#!/bin/bash\n{text}")
        program.chmod(0o755)
    return tmp_path


def report(folder: Path, text: str) -> None:
    """Runs the step that reports, with `text` as the output of the job `live`."""
    name = "Report that the live tests failed"
    run = "https://github.com/o/r/actions/1"
    done = run_step(DOCS, "report", name, folder, REPORT=text, RUN=run)
    assert done.returncode == 0, done.stderr


def test_a_failed_live_test_fails_the_job_and_is_in_its_report(folder: Path) -> None:
    """The job's output `report` is the output of pytest."""
    assert run_step(DOCS, "live", "Run the live tests", folder).returncode == 1
    output = (folder / "OUTPUT").read_text()
    assert re.fullmatch(r"report<<(\d+)\npypi\.org answers 503\n\1\n", output)


def test_the_first_failure_opens_an_issue_and_the_next_comments_on_it(folder: Path) -> None:
    """Issue and comment contain the output of the tests and the URL of the run."""
    report(folder, "pypi.org answers 503")
    created = (folder / "created").read_text()
    assert TITLE in created and "pypi.org answers 503" in created and "/actions/1" in created
    assert not (folder / "commented").exists()
    report(folder, "pypi.org answers 404")
    commented = (folder / "commented").read_text()
    assert commented.startswith("7\n") and "pypi.org answers 404" in commented
    assert (folder / "created").read_text() == created


def test_the_real_gh_has_every_flag_that_the_step_uses() -> None:
    (found,) = JOBS["report"]["steps"]
    text = found["run"].replace("\\\n", " ")
    used = re.findall(r"gh (issue \w+)([^\n]*)", text)
    assert [command for command, _ in used] == ["issue list", "issue comment", "issue create"]
    for command, rest in used:
        gh = [str(script("gh")), *command.split(), "--help"]
        usage = subprocess.run(gh, capture_output=True, text=True, check=True, timeout=120).stdout
        flags = re.findall(r" (--[a-z-]+)", rest)
        assert flags and all(flag in usage for flag in flags), command


def test_only_the_reporting_job_may_write_issues() -> None:
    """The job that runs the tests has no write access; the job that writes has no checkout."""
    permissions = {name: job["permissions"] for name, job in JOBS.items()}
    assert [name for name, scopes in permissions.items() if "issues" in scopes] == ["report"]
    assert permissions["report"] == {"issues": "write"}
    assert permissions["live"] == {"contents": "read"}
    assert not [step for step in JOBS["report"]["steps"] if "uses" in step]
    assert JOBS["report"]["needs"] == "live"
    assert "schedule" in JOBS["live"]["if"]


def test_a_hundred_mutations_are_judged_each_night_within_the_job_s_time() -> None:
    job = JOBS["mutations"]
    (command,) = [step["run"] for step in job["steps"] if "run" in step]
    options = dict(re.findall(r"--(\w+) (\S+)", command))
    assert "tests.drift.mutations" in command and options["sample"] == "100"
    assert "schedule" in job["if"] and options["seed"] == '"$GITHUB_RUN_NUMBER"'
    assert int(options["seconds"]) < 60 * job["timeout-minutes"]
