"""What the files of a project say about its name, version and build backend, without a build."""

from __future__ import annotations

import configparser
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

from tests.preflight.project_files import table_of, text_of, toml_of

#: The parts of a build that count the version from git's tags.
_FROM_TAGS = {
    "setuptools-scm", "hatch-vcs", "flit-scm", "versioningit", "poetry-dynamic-versioning",
    "uv-dynamic-versioning", "setuptools-git-versioning", "setuptools-git", "dunamai", "versioneer",
    "pbr", "vcs-versioning", "poetry-git-version-plugin",
}  # fmt: skip
_ASSIGNED = re.compile(r"""^__version__\s*(?::[^=]+)?=\s*["']([^"']+)["']""", re.MULTILINE)


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
    name = table.get("name") or poetry.get("name") or config.get("metadata", "name", fallback=None)
    text = text_of(root / "pyproject.toml")
    version, written = _version(root, tree, config)
    if table_of(tree, "tool", "poetry-dynamic-versioning").get("enable"):
        version, sources = None, True
    return Project(
        str(name) if name else None, version, written, bool(sources) and version is None,
        bool(re.search(r"no-local-version|local_version.*false", text)), requires,
        isinstance(table.get("license"), str),
    )  # fmt: skip


def _version(
    root: Path, tree: dict[str, Any], config: configparser.ConfigParser
) -> tuple[str | None, str]:
    """The version that a file names, and where."""
    for table in (table_of(tree, "project"), table_of(tree, "tool", "poetry")):
        version = table.get("version")
        if isinstance(version, str) and version not in ("0", "0.0.0", "0.0"):
            return version, _where(root / "pyproject.toml", version)
    text = config.get("metadata", "version", fallback="")
    if re.fullmatch(r"[\d.]+\w*", text):
        return text, _where(root / "setup.cfg", text)
    for path in _version_files(root, tree):
        found = _ASSIGNED.search(text_of(path))
        if found:
            line = text_of(path)[: found.start()].count("\n") + 1
            return found[1], f"{path.relative_to(root).as_posix()}:{line}"
    return None, "pyproject.toml:1"


def _version_files(root: Path, tree: dict[str, Any]) -> list[Path]:
    """The files from which Hatch, PDM, setuptools and Flit take the version."""
    paths = [table_of(tree, "tool", "hatch", "version").get("path"),
             table_of(tree, "tool", "pdm", "version").get("path")]  # fmt: skip
    dynamic = table_of(tree, "tool", "setuptools", "dynamic").get("version")
    attribute = str(dynamic.get("attr") or "") if isinstance(dynamic, dict) else ""
    module = attribute.rpartition(".")[0].replace(".", "/")
    project = table_of(tree, "project")
    if "version" in (project.get("dynamic") or []) and "flit" in str(tree.get("build-system")):
        module = str(project.get("name") or "").replace("-", "_").replace(".", "/")
    if module:
        paths += [
            f"{part}{module}{end}" for part in ("", "src/") for end in (".py", "/__init__.py")
        ]
    return [root / str(path) for path in paths if path and (root / str(path)).is_file()]


def _requirements(tree: dict[str, Any]) -> list[Requirement]:
    found = []
    for text in table_of(tree, "build-system").get("requires") or ():
        try:
            found.append(Requirement(str(text)))
        except InvalidRequirement:
            continue
    return found


def _where(path: Path, version: str) -> str:
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if re.match(r"version\s*=", line.strip()) and version in line:
            return f"{path.name}:{number}"
    return f"{path.name}:1"


def _config(path: Path) -> configparser.ConfigParser:
    config = configparser.ConfigParser(interpolation=None)
    try:
        config.read_string(text_of(path))
    except configparser.Error:
        return configparser.ConfigParser()
    return config
