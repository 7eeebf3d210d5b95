"""The uv caches of a sandbox for somebody else's workflow, which may read the store, and no more.

uv writes into the folders of its cache beside what is there. So all of it is a copy but the
unpacked wheels, which are links.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.sandbox.mirror.wheel_store import ARCHIVE, COMPILED, SHARED_FOLDERS


class GuestCaches:
    """Caches in `folders`; nothing is moved from them into `store`."""

    #: A hard link into the store would be a way to change it.
    mode = "copy"

    def __init__(self, store: Path, folders: Sequence[Path]) -> None:
        self._store, self._folders = store, folders

    def seed(self) -> None:
        for cache in self._folders:
            _seed(self._store, cache)


def _seed(store: Path, cache: Path) -> None:
    (cache / ARCHIVE).mkdir(parents=True)
    for archive in (store / ARCHIVE).glob("*"):
        if not archive.name.endswith(COMPILED):
            os.symlink(archive, cache / ARCHIVE / archive.name)
    for pattern in SHARED_FOLDERS:
        for folder in store.glob(pattern):
            with suppress(FileNotFoundError, shutil.Error):  # Another run may replace a listing.
                shutil.copytree(folder, cache / folder.name, symlinks=True)
