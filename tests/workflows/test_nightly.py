"""The night job that asks the real services: what it hands on, and the one issue that it keeps.

gh and uv are stood in for by scripts that note what they are told; the steps' words are the file's.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.drift.sources import tree
from tests.sandbox.workstation.programs import script

DOCS = ".github/workflows/docs.yml"
JOBS = tree(DOCS)["jobs"]
TITLE = "The stand-ins no longer answer as the real services do"
#: Remembers one issue as a file; its text is what came last.
GH = """\
case "$1 $2" in
  "issue list") cat number 2> /dev/null || true ;;
  "issue create") echo 7 > number; shift 2; printf '%s\\n' "$@" > created; cat body.md >> created ;;
  "issue comment") printf '%s\\n' "$3" >> commented; cat body.md >> commented ;;
  *) exit 1 ;;
esac
"""
UV = """\
[ "$*" = "run --locked pytest --live -q -rs" ] || exit 9
echo "pypi.org answers 503"
exit 1
"""


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A runner's folder, in which gh and uv are ours."""
    (tmp_path / "bin").mkdir()
    for name, text in (("gh", GH), ("uv", UV)):
        program = tmp_path / "bin" / name
        program.write_text(f"#!/bin/bash\n{text}")
        program.chmod(0o755)
    return tmp_path


def step(folder: Path, job: str, name: str, **variables: str) -> int:
    """The exit status of one step's own words, run as a runner does."""
    (found,) = [step for step in JOBS[job]["steps"] if step.get("name") == name]
    fixed = {key: text for key, text in found["env"].items() if "${{" not in text}
    environment = {"PATH": f"{folder}/bin:/usr/bin:/bin", "GITHUB_OUTPUT": "output", **fixed}
    command = ["bash", "--noprofile", "--norc", "-e", "-c", found["run"]]
    return subprocess.run(command, cwd=folder, env={**environment, **variables}).returncode


def report(folder: Path, text: str) -> None:
    name = "Report that reality has moved"
    assert step(folder, "report", name, REPORT=text, RUN="https://github.com/o/r/actions/1") == 0


def test_a_bad_night_fails_and_hands_its_words_on(night: Path) -> None:
    """The job is red, and its output holds what pytest said."""
    assert step(night, "live", "Ask") == 1
    output = (night / "output").read_text()
    assert re.fullmatch(r"report<<(\d+)\npypi\.org answers 503\n\1\n", output)


def test_the_first_bad_night_opens_an_issue_and_the_next_adds_to_it(night: Path) -> None:
    """Never two issues; each night's words are there, with the address of its run."""
    report(night, "pypi.org answers 503")
    created = (night / "created").read_text()
    assert TITLE in created and "pypi.org answers 503" in created and "/actions/1" in created
    assert not (night / "commented").exists()
    report(night, "pypi.org answers 404")
    commented = (night / "commented").read_text()
    assert commented.startswith("7\n") and "pypi.org answers 404" in commented
    assert (night / "created").read_text() == created


def test_gh_knows_every_flag_that_the_step_uses() -> None:
    """The real gh, asked for its help."""
    (found,) = JOBS["report"]["steps"]
    text = found["run"].replace("\\\n", " ")
    used = re.findall(r"gh (issue \w+)([^\n]*)", text)
    assert [command for command, _ in used] == ["issue list", "issue comment", "issue create"]
    for command, rest in used:
        gh = [str(script("gh")), *command.split(), "--help"]
        known = subprocess.run(gh, capture_output=True, text=True, check=True).stdout
        flags = re.findall(r" (--[a-z-]+)", rest)
        assert flags and all(flag in known for flag in flags), command


def test_only_the_reporting_job_may_write_issues() -> None:
    """The job that runs the tests reads; the job that writes runs nothing of the repository's."""
    rights = {name: job["permissions"] for name, job in JOBS.items()}
    assert [name for name, granted in rights.items() if "issues" in granted] == ["report"]
    assert rights["report"] == {"issues": "write"} and rights["live"] == {"contents": "read"}
    assert not [step for step in JOBS["report"]["steps"] if "uses" in step]
    assert JOBS["report"]["needs"] == "live"
    assert "schedule" in JOBS["live"]["if"]
