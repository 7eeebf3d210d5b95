"""The pytest plugin that registers this guide as the project: `-p tests.guide.plugin`."""

from __future__ import annotations

from pathlib import Path

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.evaluate.project import Project
from tests.guide.fragment import Fragments
from tests.guide.project import project
from tests.guide.sandbox_environment import SandboxEnvironment


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings of fragments."""
    parser.addini(
        "guide_fragments_of",
        "the file of which untitled YAML is a part",
        default=PUBLISH,
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


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Raises UsageError when pages cannot run for want of an index, before workers start."""
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly or not _runs_pages(config):
        return
    from tests.sandbox.mirror import reachability

    if problem := reachability.problem(ROOT / ".cache/index"):
        raise pytest.UsageError(problem)


def _runs_pages(config: pytest.Config) -> bool:
    """Whether the arguments name the folder of pages, or a file or folder in it or around it."""
    docs = config.rootpath / str(config.getini("guide_docs"))
    named = [Path(argument.split("::")[0]).absolute() for argument in config.args]
    return config.option.markexpr != "drift" and any(
        path.is_relative_to(docs) or docs.is_relative_to(path) for path in named
    )
