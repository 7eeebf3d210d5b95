"""An example environment with one service: a door that a fault locks and a form opens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.evaluate.example_guide import fence
from tests.evaluate.local_environment import LocalEnvironment

DOOR = "https://door.example/lock"
SECRET = "open-sesame-31337"
#: The parts of a failure page about the locked door.
FRONT = """---
title: Locked
symptom: door-locked
says: [The door is locked.]
who: [knock]
breakage: lock
---
"""
SEE = "## You see\n\n" + fence('console {refused="door-locked"}', "$ knock", "The door is locked.")
FIX = "## Fix\n\n" + fence(f'form {{title="{DOOR}"}}', "Colour: blue")
CONFIRM = "## Confirm\n\n" + fence("console", "$ knock", "welcome")
#: The client of the service: it prints the refusal unless the file `open` is there.
KNOCK = """#!/bin/sh
echo knock >> "$HOME/knocks"
[ -e "$HOME/open" ] && { echo welcome; exit 0; }
echo "The door is locked." >&2; echo door-locked > "$HOME/refused"; exit 4
"""


class DoorEnvironment(LocalEnvironment):
    """The door is open until a fault locks it. `saves` and `workflows` record the calls."""

    def __init__(self) -> None:
        self.saves: list[str] = []
        self.workflows: list[str] = []
        super().__init__()

    @property
    def home(self) -> Path:
        """The home of the page's shell."""
        return self.folder.parent

    @property
    def variables(self) -> Mapping[str, str]:
        """Those of the local environment, with `knock` on the PATH."""
        local = super().variables
        return {**local, "PATH": f"{self.home}/bin:{local['PATH']}"}

    def reset(self) -> None:
        """Return to an empty home and an open door."""
        super().reset()
        (self.home / "bin").mkdir()
        (self.home / "bin/knock").write_text(KNOCK)
        (self.home / "bin/knock").chmod(0o755)
        (self.home / "open").touch()

    def inject_fault(self, name: str) -> None:
        """`lock` locks the door; `lamp` changes nothing."""
        if name == "lock":
            (self.home / "open").unlink()
        elif name != "lamp":
            super().inject_fault(name)

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        """Open the door when the colour is right. The form of the lamp changes nothing."""
        if url.endswith("/lamp"):
            return None
        if url != DOOR or fields != {"Colour": "blue"}:
            return f"not {fields}"
        (self.home / "open").touch()
        return None

    def answer(self, prompt: str) -> str | None:
        """Answer the prompt for the password."""
        return SECRET if prompt == "Password: " else None

    def refusals(self) -> list[str]:
        """The symptoms that `knock` wrote to a file."""
        return self._take_words("refused")

    def blocked_hosts(self) -> list[str]:
        """The hosts that a block wrote to a file."""
        return self._take_words("blocked-hosts")

    def secrets(self) -> list[str]:
        """The password."""
        return [SECRET]

    def run_workflow(self, text: str, path: Path) -> str | None:
        """Record the workflow, and refuse one that is not for ubuntu."""
        self.workflows.append(text)
        return None if "ubuntu" in text else "no such runner"

    def save(self, key: str) -> None:
        """Record the call."""
        self.saves.append(key)
        super().save(key)

    def _take_words(self, name: str) -> list[str]:
        """The words in a file of the home, which is then removed."""
        path = self.home / name
        words = path.read_text().split() if path.exists() else []
        path.unlink(missing_ok=True)
        return words
