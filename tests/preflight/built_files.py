"""The distributions that a run has built: names, versions and metadata, read from the files."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

#: Folders in which a job's workspace has other people's distributions, or none.
_ASIDE = frozenset({".git", ".venv", "venv", "node_modules", "site-packages", ".tox", ".nox"})


@dataclass(frozen=True)
class BuiltFile:
    path: Path
    name: str
    version: str
    metadata_version: str


def built(folders: Iterable[Path], source: Path) -> list[BuiltFile]:
    """Those in `folders` that do not stand at the same place in `source`."""
    found = (path for folder in folders for path in _distributions(folder, source))
    return [one for path in found if (one := read(path)) is not None]


def _distributions(folder: Path, source: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if each not in _ASIDE]
        for file in files:
            path = Path(parent, file)
            given = (source / path.relative_to(folder)).exists()
            if file.endswith((".whl", ".tar.gz")) and not given:
                yield path


def read(path: Path) -> BuiltFile | None:
    try:
        message = _wheel(path) if path.suffix == ".whl" else _sdist(path)
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError):
        return None
    if message is None or not message["Name"]:
        return None
    return BuiltFile(
        path, str(message["Name"]), str(message["Version"]), str(message["Metadata-Version"])
    )


def _wheel(path: Path) -> Message | None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".dist-info/METADATA") and name.count("/") == 1:
                return BytesParser().parsebytes(archive.read(name))
    return None


def _sdist(path: Path) -> Message | None:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith("/PKG-INFO") and member.name.count("/") == 1:
                file = archive.extractfile(member)
                return BytesParser().parsebytes(file.read()) if file else None
    return None
