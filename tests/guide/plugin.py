"""The pytest plugin that registers this guide as the project: `-p tests.guide.plugin`."""

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
        "the file of which untitled YAML is a part",
        default=".github/workflows/publish.yml",
    )
    parser.addini(
        "guide_folders", "the folders of the files that fences name", type="linelist", default=["."]
    )


@pytest.hookimpl
def pytest_guide_project(config: pytest.Config) -> Project:
    """The project of this guide, with the sandbox as its environment."""
    folders = tuple(config.getini("guide_folders"))
    fragments = Fragments(str(config.getini("guide_fragments_of")), folders)
    return project(SandboxEnvironment, fragments)
