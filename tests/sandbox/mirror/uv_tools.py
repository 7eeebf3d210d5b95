"""uvx's environments: made once in a sandbox, whatever world it goes back to afterwards.

They lie in uv's archive, which all sandboxes share, and only a sandbox's own cache leads to them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

_TOOLS = "environments-v*/*/*"


def taken(cache: Path, ours: Collection[str]) -> dict[Path, Path]:
    """Pointer (below the cache) and environment of each tool that does not hold one of `ours`.

    Those that do are removed: in another world the project has other files.
    """
    kept = {}
    for pointer in _pointers(cache):
        environment = pointer.resolve()
        if any(_holds(environment, name) for name in ours):
            shutil.rmtree(environment, ignore_errors=True)
        else:
            kept[pointer.relative_to(cache)] = environment
    return kept


def lay(cache: Path, tools: Mapping[Path, Path]) -> None:
    """Lead to them again; a pointer that is there stays."""
    for pointer, environment in tools.items():
        (cache / pointer).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.symlink(environment, cache / pointer)


def discard(cache: Path) -> None:
    """They are of no use to another sandbox."""
    for pointer in _pointers(cache):
        shutil.rmtree(pointer.resolve(), ignore_errors=True)


def _pointers(cache: Path) -> list[Path]:
    return [path for path in cache.glob(_TOOLS) if path.is_symlink()]


def _holds(environment: Path, project: str) -> bool:
    name = project.replace("-", "_")
    return any(environment.glob(f"lib/python*/site-packages/{name}-*.dist-info"))
