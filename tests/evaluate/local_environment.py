"""The smallest real stage: a temporary folder with a home in it, and no services."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.terminal.held_folder import HeldFolder, remove_abandoned

PREFIX = "guide-stage-"
#: What a reader's terminal has; everything else of our own environment stays out.
KEPT = ("PATH", "TZ")


class LocalEnvironment:
    """A folder, a home and a clean environment; saved worlds are copies of the folder."""

    def __init__(self) -> None:
        remove_abandoned(PREFIX)
        self._held = HeldFolder(PREFIX)
        self._root = self._held.path
        self._saved: dict[str, Path] = {}
        self.reset()

    @property
    def variables(self) -> Mapping[str, str]:
        """A clean one: our PATH, a home of its own, no colours."""
        own = {name: os.environ[name] for name in KEPT if name in os.environ}
        home = str(self._world / "home")
        fixed = {"LANG": "C.UTF-8", "TERM": "dumb", "NO_COLOR": "1", "SHELL": "/bin/bash"}
        return {**own, **fixed, "HOME": home, "TMPDIR": str(self._world / "tmp")}

    @property
    def folder(self) -> Path:
        """An empty folder inside the home."""
        return self._world / "home" / "project"

    @property
    def _world(self) -> Path:
        return self._root / "world"

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        """There are no services here."""
        return f"no service answers at {url}"

    def answer(self, prompt: str) -> str | None:
        """Nobody knows the answer to anything."""
        return None

    def inject_fault(self, name: str) -> None:
        """There is nothing to break."""
        raise ValueError(f"no fault is called {name!r}")

    def refusals(self) -> list[str]:
        """No service, no refusal."""
        return []

    def blocked_hosts(self) -> list[str]:
        """Nobody watches the network here."""
        return []

    def secrets(self) -> list[str]:
        """There are none."""
        return []

    def save(self, key: str) -> None:
        """Copies the world."""
        copy = self._root / f"saved-{len(self._saved)}"
        shutil.copytree(self._world, copy, symlinks=True)
        self._saved[key] = copy

    def restore(self, key: str) -> bool:
        """Puts the copy in place of the world."""
        if key not in self._saved:
            return False
        shutil.rmtree(self._world)
        shutil.copytree(self._saved[key], self._world, symlinks=True)
        return True

    def reset(self) -> None:
        """An empty home."""
        shutil.rmtree(self._world, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self._world / "tmp").mkdir()

    def close(self) -> None:
        """Removes the folder."""
        self._held.remove()
