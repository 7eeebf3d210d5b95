"""The lines of `Before you begin` for a version from tags build that version, with each backend."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import ROOT
from tests.pages.page import Docs

DOCS = Docs(ROOT)
PAGE = "setup/before-you-begin.md"
SPECIMEN = ROOT / "tests" / "specimen"
#: What setuptools needs to find the package of the specimen.
_FIND = '[tool.setuptools.packages.find]\nwhere = ["src"]\n'


def _setuptools(pyproject: str) -> str:
    """The specimen's file with the lines of the page's tab in place of hatchling's."""
    (fence,) = [each for each in DOCS.page(DOCS.page_name(PAGE)).fences if each.tab == "setuptools"]
    lines, project = fence.text.split("[project]\n")
    kept = re.sub(r"(?s)\[(build-system|tool\.hatch[^\]]*)\]\n.*?(?=\n\[|\Z)", "", pyproject)
    kept = re.sub(r"(?m)^dynamic = .*\n", "", kept)
    with_project = kept.replace("[project]\n", f"[project]\n{project}")
    return f"{lines}{with_project}\n{_FIND}"


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, timeout=300, capture_output=True)


@pytest.mark.parametrize("backend", ["hatchling", "setuptools"])
@pytest.mark.parametrize("tag", ["v1.2.3", "1.2.3"])
def test_the_version_is_that_of_the_tag(tmp_path: Path, backend: str, tag: str) -> None:
    """A tag without `v` is read, too; a commit later there is no local part."""
    project = tmp_path / "project"
    shutil.copytree(SPECIMEN, project)
    if backend == "setuptools":
        file = project / "pyproject.toml"
        file.write_text(_setuptools(file.read_text("utf-8")), "utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    _run(project, "git", "init", "--quiet")
    _run(project, "git", "add", ".")
    _run(project, *git, "commit", "--quiet", "--message", "Start")
    _run(project, "git", "tag", tag)
    assert _version(project) == "1.2.3"
    _run(project, *git, "commit", "--quiet", "--allow-empty", "--message", "Go on")
    assert _version(project) == "1.2.4.dev1"


def _version(project: Path) -> str:
    """The version in the name of the wheel that is built."""
    folder = project.parent / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    _run(project, "uv", "build", "--quiet", "--wheel", "--out-dir", str(folder))
    (wheel,) = folder.glob("*.whl")
    return wheel.name.split("-")[1]
