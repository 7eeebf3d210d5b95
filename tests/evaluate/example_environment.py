"""A real stage with a service in a file: a door that is locked by a breakage, opened by a form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.evaluate.example_guide import fence
from tests.evaluate.local_environment import LocalEnvironment

DOOR = "https://door.example/lock"
SECRET = "open-sesame-31337"
#: The parts of a page that acts a locked door out.
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
#: What the reader types at the door: it refuses by these words unless it is open.
KNOCK = """#!/bin/sh
echo knock >> "$HOME/knocks"
[ -e "$HOME/open" ] && { echo welcome; exit 0; }
echo "The door is locked." >&2; echo door-locked > "$HOME/refused"; exit 4
"""


class DoorEnvironment(LocalEnvironment):
    """The door is open in a healthy world."""

    def __init__(self) -> None:
        self.saves: list[str] = []
        self.asked: list[str] = []
        super().__init__()

    @property
    def home(self) -> Path:
        """The reader's."""
        return self.folder.parent

    @property
    def variables(self) -> Mapping[str, str]:
        """With the door's knocker on the PATH."""
        own = super().variables
        return {**own, "PATH": f"{self.home}/bin:{own['PATH']}"}

    def reset(self) -> None:
        """An open door."""
        super().reset()
        (self.home / "bin").mkdir()
        (self.home / "bin/knock").write_text(KNOCK)
        (self.home / "bin/knock").chmod(0o755)
        (self.home / "open").touch()

    def inject_fault(self, name: str) -> None:
        """`lock` locks it; `lamp` does what has nothing to do with it."""
        if name == "lock":
            (self.home / "open").unlink()
        elif name != "lamp":
            super().inject_fault(name)

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        """The form opens it for whoever knows the colour; the lamp's opens nothing."""
        if url.endswith("/lamp"):
            return None
        if url != DOOR or fields != {"Colour": "blue"}:
            return f"not {fields}"
        (self.home / "open").touch()
        return None

    def answer(self, prompt: str) -> str | None:
        """One prompt is known."""
        return SECRET if prompt == "Password: " else None

    def refusals(self) -> list[str]:
        """What the door wrote down."""
        path = self.home / "refused"
        said = path.read_text().split() if path.exists() else []
        path.unlink(missing_ok=True)
        return said

    def blocked_hosts(self) -> list[str]:
        """Hosts that a block wrote down as asked for."""
        path = self.home / "strangers"
        hosts = path.read_text().split() if path.exists() else []
        path.unlink(missing_ok=True)
        return hosts

    def secrets(self) -> list[str]:
        """The password."""
        return [SECRET]

    def run_workflow(self, text: str, path: Path) -> str | None:
        """Runs nothing but says what it got."""
        self.asked.append(text)
        return None if "ubuntu" in text else "no such runner"

    def save(self, key: str) -> None:
        """Counts."""
        self.saves.append(key)
        super().save(key)
