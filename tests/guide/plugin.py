"""The pytest plugin that introduces the harness to the sandbox: `-p tests.guide.plugin`."""

from __future__ import annotations

import pytest

from tests.evaluate.project import Project
from tests.guide.fragment import Fragments
from tests.guide.project import project
from tests.guide.sandbox_environment import SandboxEnvironment


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings of fragments."""
    parser.addini(
        "guide_fragments_of",
        "the file that untitled YAML shows parts of",
        default=".github/workflows/publish.yml",
    )
    parser.addini(
        "guide_folders", "where files named by fences are", type="linelist", default=["."]
    )


@pytest.hookimpl
def pytest_guide_project(config: pytest.Config) -> Project:
    """The guide, in the sandbox."""
    folders = tuple(config.getini("guide_folders"))
    fragments = Fragments(str(config.getini("guide_fragments_of")), folders)
    return project(SandboxEnvironment, fragments)
