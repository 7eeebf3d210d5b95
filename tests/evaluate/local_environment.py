"""The smallest environment: a temporary folder with a home in it, and no services."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests import ROOT
from tests.confinement import machine_paths
from tests.confinement.confinement import Confinement, end_abandoned
from tests.confinement.policy import Policy
from tests.confinement.programs import Programs
from tests.evaluate.environment import InjectedFault
from tests.terminal.held_folder import HeldFolder, remove_abandoned

PREFIX = "guide-local-"
#: The only variables that pages inherit from the process of the tests.
INHERITED = ("PATH", "TZ")


class LocalEnvironment:
    """A folder, a home and fixed environment variables. Saved states are copies of the folder."""

    def __init__(self) -> None:
        remove_abandoned(PREFIX, before=end_abandoned)
        self._held = HeldFolder(PREFIX)
        self._root = self._held.path
        self._saved: dict[str, Path] = {}
        self.confinement = Confinement(self._root, [self._root])
        policy = Policy(
            read=(*machine_paths.readable([]), str(ROOT / "tests")),
            write=(str(self._state), *machine_paths.DEVICES),
            listed=machine_paths.LISTED,
        )
        self.programs = Programs(self.confinement, policy)
        self.reset()

    @property
    def variables(self) -> Mapping[str, str]:
        """The inherited PATH and time zone, a home, and no colours."""
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        home = str(self._state / "home")
        fixed = {"LANG": "C.UTF-8", "TERM": "dumb", "NO_COLOR": "1", "SHELL": "/bin/bash"}
        return {**inherited, **fixed, "HOME": home, "TMPDIR": str(self._state / "tmp")}

    @property
    def folder(self) -> Path:
        """An empty folder inside the home."""
        return self._state / "home" / "project"

    @property
    def _state(self) -> Path:
        return self._root / "state"

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        """Refuse every form, since there are no services."""
        return f"no service answers at {url}"

    def answer(self, prompt: str) -> str | None:
        """None: no prompt is known."""
        return None

    def inject_fault(self, name: str) -> InjectedFault:
        """Raise ValueError: no fault is known."""
        raise ValueError(f"no fault is called {name!r}")

    def refusals(self) -> list[str]:
        """None: there are no services."""
        return []

    def records_refusal(self, symptom: str, message: str) -> bool:
        """False: there are no services."""
        return False

    def requested_hosts(self) -> list[str]:
        """None: there are no services."""
        return []

    def blocked_hosts(self) -> list[str]:
        """None: the network is not observed."""
        return []

    def refused_accesses(self) -> list[str]:
        return self.confinement.refused()

    def service_errors(self) -> list[str]:
        """None: there are no services."""
        return []

    def secrets(self) -> list[str]:
        """None: there are no services."""
        return []

    def save(self, key: str) -> None:
        """Copy the current state."""
        copy = self._root / f"saved-{len(self._saved)}"
        shutil.copytree(self._state, copy, symlinks=True)
        self._saved[key] = copy

    def restore(self, key: str) -> bool:
        """Replace the current state by the copy."""
        if key not in self._saved:
            return False
        shutil.rmtree(self._state)
        shutil.copytree(self._saved[key], self._state, symlinks=True)
        return True

    def reset(self) -> None:
        """Return to an empty home."""
        shutil.rmtree(self._state, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self._state / "tmp").mkdir()

    def close(self) -> None:
        """End all processes, and remove the folder."""
        self.confinement.close()
        self._held.remove()
