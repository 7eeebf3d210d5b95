"""Where the files of a project name its version."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Any

from tests.preflight.project_files import table_of, text_of

_ASSIGNED = re.compile(r"""^__version__\s*(?::[^=]+)?=\s*["']([^"']+)["']""", re.MULTILINE)
_IN_SETUP = re.compile(r"""^\s*version\s*=\s*["']([^"']+)["']""", re.MULTILINE)


def written(
    root: Path, tree: dict[str, Any], config: configparser.ConfigParser
) -> tuple[str | None, str]:
    """The version that a file names, and its `FILE:LINE`; None where only a build knows it."""
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
            return found[1], f"{path.relative_to(root).as_posix()}:{_line(path, found.start())}"
    setup = root / "setup.py"
    if found := _IN_SETUP.search(text_of(setup)):
        return found[1], f"setup.py:{_line(setup, found.start(1))}"
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
        named = table_of(tree, "tool", "flit", "module").get("name") or project.get("name")
        module = str(named or "").replace("-", "_").replace(".", "/")
    if module:
        paths += [
            f"{part}{module}{end}" for part in ("", "src/") for end in (".py", "/__init__.py")
        ]
    return [root / str(path) for path in paths if path and (root / str(path)).is_file()]


def _line(path: Path, start: int) -> int:
    return text_of(path)[:start].count("\n") + 1


def _where(path: Path, version: str) -> str:
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if re.match(r"version\s*=", line.strip()) and version in line:
            return f"{path.name}:{number}"
    return f"{path.name}:1"
