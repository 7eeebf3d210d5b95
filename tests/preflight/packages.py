"""The packages of a repository as its files name them, before anything is built."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.preflight.project_files import table_of, text_of, toml_of

_VERSION = re.compile(r"""^__version__(?:\s*:\s*\w+)?\s*=\s*["']([^"']+)["']""", re.MULTILINE)
_SETUP_NAME = re.compile(r"""\bname\s*=\s*["']([\w.-]+)["']""")
_SETUP_VERSION = re.compile(r"""\bversion\s*=\s*["']([^"']+)["']""")
#: Folders of packages that are examples or fixtures of the repository's own tests.
_ASIDE = frozenset(
    {"tests", "test", "testing", "fixtures", "examples", "example", "docs", "vendor"}
)


@dataclass(frozen=True)
class Package:
    """`version` is None when only a build knows it; `folder` is relative to the repository."""

    name: str
    version: str | None
    folder: Path


def packages(copy: Path) -> list[Package]:
    """The one at the top first."""
    files = [
        path for name in ("pyproject.toml", "setup.cfg", "setup.py") for path in copy.rglob(name)
    ]
    folders = sorted({file.parent.relative_to(copy) for file in files}, key=lambda each: each.parts)
    shown = [each for each in folders if not _ASIDE & set(each.parts) and ".git" not in each.parts]
    return [found for folder in shown if (found := _package(copy, folder))]


def _package(copy: Path, folder: Path) -> Package | None:
    for name, version in _descriptions(copy / folder):
        if name:
            return Package(name, version, folder)
    return None


def _descriptions(folder: Path) -> Iterator[tuple[str | None, str | None]]:
    document = toml_of(folder / "pyproject.toml")
    for table in (table_of(document, "project"), table_of(document, "tool", "poetry")):
        name = table.get("name")
        version = table.get("version")
        if name:
            yield str(name), str(version) if version else _dynamic(folder, document, str(name))
    configuration = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        configuration.read(folder / "setup.cfg", "utf-8")
    except (configparser.Error, UnicodeDecodeError):
        configuration = configparser.ConfigParser()
    if name := configuration.get("metadata", "name", fallback=None):
        version = configuration.get("metadata", "version", fallback=None)
        yield name, version if version and ":" not in version else None
    setup = text_of(folder / "setup.py")
    name, version = _SETUP_NAME.search(setup), _SETUP_VERSION.search(setup)
    yield name and name[1], version and version[1]


def _dynamic(folder: Path, document: Mapping[str, Any], name: str) -> str | None:
    """The version in the file that the backend reads it from."""
    hatch, pdm = (
        table_of(document, "tool", "hatch", "version"),
        table_of(document, "tool", "pdm", "version"),
    )
    given = [str(table["path"]) for table in (hatch, pdm) if "path" in table]
    attribute = table_of(document, "tool", "setuptools", "dynamic", "version").get("attr")
    if attribute:
        given.append(str(attribute).rpartition(".")[0].replace(".", "/") + ".py")
        given.append(str(attribute).rpartition(".")[0].replace(".", "/") + "/__init__.py")
    if "flit" in str(table_of(document, "build-system").get("build-backend")):
        module = str(table_of(document, "tool", "flit", "module").get("name") or name).replace(
            "-", "_"
        )
        given += [f"{module}/__init__.py", f"{module}.py"]
    for path in (place for one in given for place in (one, f"src/{one}")):
        if found := _VERSION.search(text_of(folder / path)):
            return found[1]
    return None
