"""The whole command: its verdict, its exit status, and what it leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.preflight.specimens import specimen

_LIMIT = 250


def _preflight(
    *arguments: str | Path, temporary: Path | None = None, typed: str = ""
) -> tuple[int, dict[str, Any], str]:
    """The exit status, the report and the lines of progress."""
    place = {"TMPDIR": str(temporary)} if temporary else {}
    command = [sys.executable, "-m", "tests.preflight", *map(str, arguments), "--json"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_LIMIT,
        input=typed, env={**os.environ, **place},
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout or "{}"), done.stderr


def test_a_good_release_would_publish(tmp_path: Path) -> None:
    """The report has its files; nothing is left but the report."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    repository = specimen.make("good-release", tmp_path)
    status, report, said = _preflight(repository, temporary=temporary)
    assert (status, report["verdict"]) == (0, "would publish"), said
    (project,) = report["published"]
    assert {file["attested"] for file in project["files"]} == {True}
    assert project["installs"].endswith(".whl")
    assert "✓" in said
    assert list(temporary.iterdir()) == []


def test_a_renamed_environment_would_not_publish(tmp_path: Path) -> None:
    """The publisher is the one of the last release."""
    repository = specimen.make("bad-renamed-environment", tmp_path)
    status, report, said = _preflight(repository)
    assert (status, report["verdict"]) == (1, "would not publish"), said
    (refusal,) = report["refusals"]
    assert refusal["page"] == "invalid-publisher"
    assert refusal["index"].startswith("422 valid token, but no corresponding publisher")
    assert (
        "the environment `release`, but the publisher has the environment `pypi`"
        in refusal["change"]
    )
    assert refusal["change"].startswith(".github/workflows/release.yml:")
    status, report, said = _preflight(repository, "--environment", "release")
    assert (status, report["verdict"]) == (0, "would publish"), said


def test_what_the_files_show_does_not_wait_for_the_sandbox() -> None:
    """Its stand-ins take a second to load."""
    code = "import sys, tests.preflight.session as _; print('tests.sandbox.sandbox' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        timeout=_LIMIT,
    )  # fmt: skip
    assert done.stdout == "False\n"


def test_the_shell_opens_after_the_report(tmp_path: Path) -> None:
    """What it prints is no part of the report for a program."""
    repository = specimen.make("good-release", tmp_path)
    page = tmp_path / "report.html"
    options = ("--keep", "--html", page, "--existing", "--has", "0.1.0")
    status, report, said = _preflight(repository, *options, typed="cat pyproject.toml\nexit\n")
    assert (status, report["verdict"]) == (0, "would publish"), said
    assert 'name = "larkspur-almanac"' in said and report["seconds"] > 0
    assert "would publish" in page.read_text("utf-8")


def test_an_action_without_a_stand_in_leaves_the_verdict_open(tmp_path: Path) -> None:
    status, report, said = _preflight(specimen.make("open-unknown-action", tmp_path))
    assert (status, report["verdict"]) == (2, "cannot tell"), said
    (open_question,) = [each for each in report["not_run"] if each["matters"]]
    assert open_question["option"].startswith("--assume ")


def test_a_folder_without_a_repository_ends_with_3(tmp_path: Path) -> None:
    status, report, said = _preflight(tmp_path)
    assert (status, report) == (3, {})
    assert len(said.splitlines()) == 1


def test_a_job_changes_nothing_outside_the_sandbox(tmp_path: Path) -> None:
    """Neither the repository, nor this project's cache, nor the home of the person."""
    repository = specimen.make("good-release", tmp_path)
    workflow = repository / ".github/workflows/release.yml"
    outside = [repository, Path.home(), ROOT, ROOT / ".cache/wheels", Path(tempfile.gettempdir())]
    tries = "; ".join(f"touch {each}/from-a-job && echo reached {each}" for each in outside)
    step = f"      - run: ({tries}; cat ~root/.ssh/* /etc/shadow && echo read) || true\n"
    text = workflow.read_text().replace("    steps:\n", f"    steps:\n{step}", 1)
    workflow.write_text(text)
    status, report, said = _preflight(repository)
    assert status == 0, (said, report)
    assert [each for each in outside if (each / "from-a-job").exists()] == []


_BUILD = """\
name: CI
on: {push: {branches: [main]}}
jobs:
  tests: {runs-on: ubuntu-latest, steps: [{run: "exit 1"}]}
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: pipx run build
      - uses: actions/upload-artifact@v7
        with: {name: dist, path: dist/}
"""
_UPLOAD = """\
name: Release
on: {workflow_run: {workflows: [CI], types: [completed]}}
jobs:
  publish:
    if: github.event.workflow_run.conclusion == 'success'
    runs-on: ubuntu-latest
    permissions: {id-token: write, actions: read}
    steps:
      - uses: actions/download-artifact@v8
        with:
          {name: dist, path: dist, run-id: "${{ github.event.workflow_run.id }}",
           github-token: "${{ github.token }}"}
      - uses: pypa/gh-action-pypi-publish@release/v1
"""


def test_files_of_the_run_before_are_published(tmp_path: Path) -> None:
    """Only the jobs of it that keep files are run."""
    repository = specimen.make("good-release", tmp_path)
    workflows = repository / ".github/workflows"
    for name, content in (("ci.yml", _BUILD), ("release.yml", _UPLOAD)):
        (workflows / name).write_text(content)
    status, report, said = _preflight(repository, "--environment", "")
    assert status == 0, (said, report)
    assert len(report["published"][0]["files"]) == 2
