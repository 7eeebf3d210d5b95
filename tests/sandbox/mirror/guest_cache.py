"""The uv caches of a sandbox for somebody else's workflow: they share nothing with others.

A job could change the wheels that others unpack. uv takes them from the mirror, which keeps the
files. It asks its interpreters anew: the store knows those of all earlier sandboxes, and to copy
them takes longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class GuestCaches:
    """Caches in `folders`; nothing is moved from them into the store."""

    #: uv's default on one file system; with the cache inside the sandbox it is.
    mode = "hardlink"

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def seed(self) -> None:
        for cache in self._folders:
            cache.mkdir(parents=True)
