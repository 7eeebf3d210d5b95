"""What the files of a project say about its name, version and build backend, without a build."""

from __future__ import annotations

import configparser
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

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
    tree = _toml(root / "pyproject.toml")
    table = _table(tree, "project")
    poetry = _table(tree, "tool", "poetry")
    config = _config(root / "setup.cfg")
    requires = tuple(_requirements(tree))
    names = {each.name.lower().replace("_", "-") for each in requires}
    sources = names & _FROM_TAGS or _table(tree, "tool", "pdm", "version").get("source") == "scm"
    name = table.get("name") or poetry.get("name") or config.get("metadata", "name", fallback=None)
    text = _text(root / "pyproject.toml")
    version, written = _version(root, tree, config)
    if _table(tree, "tool", "poetry-dynamic-versioning").get("enable"):
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
    for table in (_table(tree, "project"), _table(tree, "tool", "poetry")):
        version = table.get("version")
        if isinstance(version, str) and version not in ("0", "0.0.0", "0.0"):
            return version, _where(root / "pyproject.toml", version)
    text = config.get("metadata", "version", fallback="")
    if re.fullmatch(r"[\d.]+\w*", text):
        return text, _where(root / "setup.cfg", text)
    for path in _version_files(root, tree):
        found = _ASSIGNED.search(_text(path))
        if found:
            line = _text(path)[: found.start()].count("\n") + 1
            return found[1], f"{path.relative_to(root).as_posix()}:{line}"
    return None, "pyproject.toml:1"


def _version_files(root: Path, tree: dict[str, Any]) -> list[Path]:
    """The files from which Hatch, PDM, setuptools and Flit take the version."""
    paths = [_table(tree, "tool", "hatch", "version").get("path"),
             _table(tree, "tool", "pdm", "version").get("path")]  # fmt: skip
    dynamic = _table(tree, "tool", "setuptools", "dynamic").get("version")
    attribute = str(dynamic.get("attr") or "") if isinstance(dynamic, dict) else ""
    module = attribute.rpartition(".")[0].replace(".", "/")
    project = _table(tree, "project")
    if "version" in (project.get("dynamic") or []) and "flit" in str(tree.get("build-system")):
        module = str(project.get("name") or "").replace("-", "_").replace(".", "/")
    if module:
        paths += [
            f"{part}{module}{end}" for part in ("", "src/") for end in (".py", "/__init__.py")
        ]
    return [root / str(path) for path in paths if path and (root / str(path)).is_file()]


def _requirements(tree: dict[str, Any]) -> list[Requirement]:
    found = []
    for text in _table(tree, "build-system").get("requires") or ():
        try:
            found.append(Requirement(str(text)))
        except InvalidRequirement:
            continue
    return found


def _where(path: Path, version: str) -> str:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if re.match(r"version\s*=", line.strip()) and version in line:
            return f"{path.name}:{number}"
    return f"{path.name}:1"


def _table(tree: dict[str, Any], *keys: str) -> dict[str, Any]:
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else {}  # type: ignore[assignment]
    return tree if isinstance(tree, dict) else {}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError:
        return {}


def _config(path: Path) -> configparser.ConfigParser:
    config = configparser.ConfigParser(interpolation=None)
    try:
        config.read_string(_text(path))
    except configparser.Error:
        return configparser.ConfigParser()
    return config
