"""Where paths lead, and whether that is below one of many folders."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache


def roots(paths: Iterable[str]) -> frozenset[str]:
    """The paths as they are written, and where their links lead."""
    return _roots(tuple(paths))


@cache
def _roots(paths: tuple[str, ...]) -> frozenset[str]:
    return frozenset(place for path in paths for place in (path, os.path.realpath(path)))


def inside(path: str, places: frozenset[str]) -> bool:
    """Whether a path is one of the places, or below one."""
    while path not in places:
        path = path[: path.rfind("/")]
        if not path:
            return False
    return True


def real(path: str) -> str | None:
    """Where an existing path leads, with all links followed; None when there is no such file.

    Raises OSError when it cannot be told, as for too many links.
    """
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError, ProcessLookupError):
        return None
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


def real_entry(path: str) -> str | None:
    """Where the last part of a path is or would be; None when its folder does not exist."""
    parent, _, name = (path.rstrip("/") or "/").rpartition("/")
    folder = real(parent or "/")
    return None if folder is None else f"{folder.rstrip('/')}/{name}"
