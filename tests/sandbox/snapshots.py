"""Saves and restores a sandbox's state by key: copies of folders, and the other state by pickle."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.sandbox import command


class Snapshots:
    """`folders` are in `root`; `get` returns the state that is not in them, `put` replaces it."""

    def __init__(
        self,
        root: Path,
        folders: Sequence[str],
        get: Callable[[], Any],
        put: Callable[[Any], None],
    ) -> None:
        self._root, self._folders, self._get, self._put = root, tuple(folders), get, put
        self._saved = root / "snapshots"

    def save(self, key: str) -> None:
        target = self._saved / key
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        self._copy(self._root, target)
        (target / "state.pickle").write_bytes(pickle.dumps(self._get()))

    def restore(self, key: str) -> bool:
        """False, without a change, when no state was saved under `key`."""
        source = self._saved / key
        if not source.is_dir():
            return False
        for name in self._folders:
            shutil.rmtree(self._root / name, ignore_errors=True)
        self._copy(source, self._root)
        self._put(pickle.loads((source / "state.pickle").read_bytes()))
        return True

    def _copy(self, source: Path, target: Path) -> None:
        """Copy with times, links and modes, which virtual environments need."""
        for name in self._folders:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            command.run(["cp", "-a", str(source / name), str((target / name).parent)])
