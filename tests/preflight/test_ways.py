"""Which of several workflows is tried."""

from __future__ import annotations

from pathlib import Path

from tests.preflight.packages import packages
from tests.preflight.specimens import specimen
from tests.preflight.start import choose
from tests.preflight.target import read
from tests.preflight.ways import Wanted

_OTHER = """\
on: {release: {types: [published]}, push: {branches: [main]}, workflow_dispatch: null}
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions: {id-token: write}
    steps:
      - run: uv publish --publish-url "$URL"
        env: {URL: "${{ vars.INDEX }}"}
"""


def test_a_workflow_that_names_the_index_comes_first(tmp_path: Path) -> None:
    """The other one may publish to any index."""
    repository = specimen.make("good-dispatch", tmp_path)
    (repository / ".github/workflows/a-test.yml").write_text(_OTHER)
    folder = tmp_path / "copy"
    folder.mkdir()
    target = read(repository, folder)
    first, others = choose(target, packages(target.copy), Wanted())
    assert first.workflow.path == f".github/workflows/{specimen.WORKFLOW}"
    assert first.jobs[0].index == "pypi"
    assert any(each.workflow.path.endswith("a-test.yml") for each in others)


_CHOICE = """\
on:
  workflow_dispatch:
    inputs:
      folder: {type: choice, options: [., docs], default: libs}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - run: uv build && uv publish
"""


def test_a_default_that_is_no_option_is_not_chosen(tmp_path: Path) -> None:
    """GitHub's form is a list of the options."""
    repository = specimen.make("good-dispatch", tmp_path)
    (repository / ".github/workflows" / specimen.WORKFLOW).write_text(_CHOICE)
    folder = tmp_path / "copy"
    folder.mkdir()
    first, _ = choose(read(repository, folder), [], Wanted())
    assert first.inputs == {"folder": "."}
