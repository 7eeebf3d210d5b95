"""What the files of a project say about its name, version and build backend, without a build."""

from __future__ import annotations

import configparser
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

from tests.preflight.project_files import table_of, text_of, toml_of
from tests.preflight.static import version_lines

#: The parts of a build that count the version from git's tags.
_FROM_TAGS = {
    "setuptools-scm", "hatch-vcs", "flit-scm", "versioningit", "poetry-dynamic-versioning",
    "uv-dynamic-versioning", "setuptools-git-versioning", "setuptools-git", "dunamai", "versioneer",
    "pbr", "vcs-versioning", "poetry-git-version-plugin",
}  # fmt: skip
_SETUP_NAME = re.compile(r"""^\s*name\s*=\s*["']([\w.-]+)["']""", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """None stands for what the files alone do not say."""

    name: str | None
    version: str | None
    #: `FILE:LINE` of the version.
    written: str
    from_tags: bool
    no_local_version: bool
    requires: tuple[Requirement, ...]
    license_expression: bool


#: The project of a job that publishes what only a run knows.
UNKNOWN = Project(None, None, "", False, False, (), False)


def read(repository: Path, folder: str = ".") -> Project:
    """The project in a folder; all is unknown where there is none."""
    root = repository / folder
    tree = toml_of(root / "pyproject.toml")
    table = table_of(tree, "project")
    poetry = table_of(tree, "tool", "poetry")
    config = _config(root / "setup.cfg")
    requires = tuple(_requirements(tree))
    names = {each.name.lower().replace("_", "-") for each in requires}
    sources = names & _FROM_TAGS or table_of(tree, "tool", "pdm", "version").get("source") == "scm"
    setup = _SETUP_NAME.search(text_of(root / "setup.py"))
    name = table.get("name") or poetry.get("name") or config.get("metadata", "name", fallback=None)
    name = name or (setup[1] if setup else None)
    text = text_of(root / "pyproject.toml")
    version, written = version_lines.written(root, tree, config)
    if table_of(tree, "tool", "poetry-dynamic-versioning").get("enable"):
        version, sources = None, True
    return Project(
        str(name) if name else None, version, written, bool(sources) and version is None,
        bool(re.search(r"no-local-version|local_version.*false", text)), requires,
        isinstance(table.get("license"), str),
    )  # fmt: skip


def _requirements(tree: dict[str, Any]) -> list[Requirement]:
    found = []
    for text in table_of(tree, "build-system").get("requires") or ():
        try:
            found.append(Requirement(str(text)))
        except InvalidRequirement:
            continue
    return found


def _config(path: Path) -> configparser.ConfigParser:
    config = configparser.ConfigParser(interpolation=None)
    try:
        config.read_string(text_of(path))
    except configparser.Error:
        return configparser.ConfigParser()
    return config
