"""The uv caches of a sandbox for somebody else's workflow: they share nothing with others.

A job could change the wheels that others unpack. uv takes them from the mirror, which keeps the
files; only what it knows of interpreters is copied.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.sandbox.mirror.wheel_store import INTERPRETERS


class GuestCaches:
    """Caches in `folders`; nothing is moved from them into `store`."""

    #: uv's default on one file system; with the cache inside the sandbox it is.
    mode = "hardlink"

    def __init__(self, store: Path, folders: Sequence[Path]) -> None:
        self._store, self._folders = store, folders

    def seed(self) -> None:
        for cache in self._folders:
            cache.mkdir(parents=True)
            for known in self._store.glob(INTERPRETERS):
                shutil.copytree(known, cache / known.name)
