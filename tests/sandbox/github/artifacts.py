"""A run's artifacts: folders on disk, packed on download."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from tests.sandbox.github.runs import Run


def artifact_id(run: Run, name: str) -> int:
    """The same number for the same run and name."""
    return number(run.id, name)


def number(run: int | str, name: str) -> int:
    """The number of an artifact, by the number of its run."""
    return zlib.crc32(f"{run}/{name}".encode())


def size(folder: Path) -> int:
    """Bytes of all files in `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def packed(folder: Path) -> bytes:
    """A zip archive of `folder`."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return memory.getvalue()
