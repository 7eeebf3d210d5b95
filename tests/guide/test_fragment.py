"""Fragments: a part of a real file must be in it; a whole workflow is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.example_environment import ExampleEnvironment
from tests.evaluate.example_guide import Guide, failures, fence
from tests.guide.project import project

WORKFLOW = """on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - run: one # first
      - run: two
      - run: three
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide without pages, and a workflow beside it."""
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/publish.yml").write_text(WORKFLOW)
    return Guide(tmp_path)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (fence("toml", "a = 1"), "the file of this toml is not known"),
        (fence('toml {file="no.toml"}', "a = 1"), "there is no file no.toml"),
        (fence("yaml", "a: [1"), "not YAML: "),
        (fence("yaml", "a: 1", "a: 2"), "not YAML: "),
        (
            fence("yaml", "on: pull_request"),
            "line 1 of the block, `on: pull_request`, is not a line",
        ),
        (fence("yaml", "jobs: {}"), "not an excerpt of .github/workflows/publish.yml: line 1"),
        (fence("yaml", "jobs:"), "`jobs:`, is not the last of its block"),
        (fence("yaml", "- run: two", "- run: one"), "`- run: one`, is not what follows there"),
        (fence("yaml", "- run: one # last"), "`- run: one # last`, is not a line of it"),
        (fence("yaml", "permissions:", "  contents: read"), "not so at the file's top level"),
        (fence("yaml", "push"), "is a bare value: show the key that it belongs to"),
        (
            fence('json {file=".github/workflows/publish.yml"}', '{"jobs": {}}'),
            "no value of the file",
        ),
        (fence('json {file=".github/workflows/publish.yml"}', "{}"), "is a bare value"),
        (fence("yaml", "on: push", "jobs: {a: 1}"), "by the schema, at `jobs.a`"),
    ],
)
def test_a_fragment_that_is_not_in_its_file_fails(guide: Guide, page: str, sentence: str) -> None:
    """The report begins with the page and the line that opens the fence."""
    (report,) = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert report.startswith("docs/a.md:1: ")
    assert sentence in report


@pytest.mark.parametrize(
    "page",
    [
        fence("yaml", "permissions: {}"),
        fence("yaml", "build:", "  runs-on: ubuntu-latest", "  # ..."),
        fence("yaml", "- run: one", "- run: two"),
        fence("yaml", "jobs:", "  # ..."),
        fence('json {file=".github/workflows/publish.yml"}', '{"on": "push"}'),
    ],
)
def test_a_part_of_the_real_file_is_checked(guide: Guide, page: str) -> None:
    """It may be at any depth of the file."""
    (verdict,) = guide.write(a=page).run_page("a", project(ExampleEnvironment))
    assert (verdict.verdict, verdict.failure) == ("checked", None)


def test_a_part_of_a_file_that_is_not_valid_by_its_schema_fails(guide: Guide) -> None:
    path = guide.root / ".github/workflows/publish.yml"
    path.write_text(WORKFLOW.replace("runs-on", "run-on"))
    (report,) = failures(
        guide.write(a=fence("yaml", "permissions: {}")).run_page("a", project(ExampleEnvironment))
    )
    assert "publish.yml is not valid: by the schema, at `jobs.build`" in report


def test_the_whole_file_is_run(guide: Guide) -> None:
    (verdict,) = guide.write(a=fence("yaml", WORKFLOW)).run_page("a", project(ExampleEnvironment))
    assert (verdict.verdict, verdict.failure) == ("ran", None)


def test_a_whole_workflow_is_validated_and_run(guide: Guide) -> None:
    """It need not be the real file."""
    good = "on: push", "jobs:", "  a: {runs-on: ubuntu-latest, steps: [{run: 'true'}]}"
    bad = "on: push", "jobs:", "  a: {runs-on: windows-latest, steps: [{run: 'true'}]}"
    page = fence("yaml", *good) + fence("yaml", *bad) + fence("bash", "test -e ~/on")
    first, second, _ = guide.write(a=page).run_page("a", project(ExampleEnvironment))
    assert (first.verdict, first.failure) == ("ran", None)
    assert second.failure == "docs/a.md:7: no such runner"
