"""The packages of a repository as its files name them, before anything is built."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.preflight.static.package_files import read
from tests.preflight.static.packages import folders


@dataclass(frozen=True)
class Package:
    """`version` is None when only a build knows it; `folder` is relative to the repository."""

    name: str
    version: str | None
    folder: Path


def packages(copy: Path) -> list[Package]:
    """The one at the top first."""
    found = [(folder, read(copy, folder)) for folder in (".", *folders(copy))]
    return [Package(each.name, each.version, Path(folder)) for folder, each in found if each.name]
