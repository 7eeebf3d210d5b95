"""An example environment with one service, which a fault switches off and a form switches on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.evaluate.environment import InjectedFault
from tests.evaluate.example_guide import fence
from tests.evaluate.local_environment import LocalEnvironment

#: The form that switches the service on.
FORM = "https://service.example/power"
#: A form that changes nothing.
OTHER_FORM = "https://service.example/note"
SECRET = "example-password-31337"
#: The parts of a failure page about the service that is off.
FRONT = """---
title: Off
symptom: service-off
says: [The service is off.]
who: [request]
breakage: switch-off
---
"""
_REFUSED = fence('console {refused="service-off"}', "$ request", "The service is off.")
SEE = f"## Error message\n\n{_REFUSED}"
FIX = "## Fix\n\n" + fence(f'form {{title="{FORM}"}}', "Power: on")
CONFIRM = "## Confirm\n\n" + fence("console", "$ request", "ok")
#: The client of the service: it prints the refusal unless the file `on` exists.
REQUEST = """#!/bin/sh
echo request >> "$HOME/requests"; echo service.example >> "$HOME/requested"
[ -e "$HOME/on" ] && { echo ok; exit 0; }
echo "The service is off." >&2; echo service-off > "$HOME/refused"; exit 4
"""


class ExampleEnvironment(LocalEnvironment):
    """The service is on until a fault switches it off. `saves` and `workflows` record the calls."""

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
        """Those of the local environment, with `request` on the PATH."""
        local = super().variables
        return {**local, "PATH": f"{self.home}/bin:{local['PATH']}"}

    def reset(self) -> None:
        """Return to an empty home and a service that is on."""
        super().reset()
        (self.home / "bin").mkdir()
        (self.home / "bin/request").write_text(REQUEST)
        (self.home / "bin/request").chmod(0o755)
        (self.home / "on").touch()

    def inject_fault(self, name: str) -> InjectedFault:
        """`switch-off` and `cut-off` switch the service off; `no-change` changes nothing.

        `off-on-both` is like `switch-off`, and its result can be seen on PyPI and on TestPyPI.
        Raises ValueError for other names.
        """
        if name not in ("switch-off", "cut-off", "no-change", "off-on-both"):
            return super().inject_fault(name)
        if name != "no-change":
            (self.home / "on").unlink()
        told_as = ("by wire",) if name == "cut-off" else ()
        both = ("pypi.org", "test.pypi.org") if name == "off-on-both" else ()
        return InjectedFault(self._unmended, (), told_as, ("service.example", *both))

    def _unmended(self) -> str | None:
        return None if (self.home / "on").exists() else "the service is off"

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        """Switch the service on, or accept the other form; refuse any other fields."""
        if url == OTHER_FORM:
            return None
        if url != FORM or fields != {"Power": "on"}:
            return f"not {fields}"
        (self.home / "on").touch()
        return None

    def answer(self, prompt: str) -> str | None:
        """Answer the prompt for the password."""
        return SECRET if prompt == "Password: " else None

    def refusals(self) -> list[str]:
        """The symptoms that `request` wrote to a file."""
        return self._take_words("refused")

    def records_refusal(self, symptom: str, message: str) -> bool:
        """The service records that it is off."""
        return symptom == "service-off" and message == "The service is off."

    def requested_hosts(self) -> list[str]:
        """The service's host, when `request` was called since the last call."""
        return self._take_words("requested")

    def blocked_hosts(self) -> list[str]:
        """The hosts that a block wrote to a file."""
        return self._take_words("blocked-hosts")

    def service_errors(self) -> list[str]:
        """The text that a block wrote to a file."""
        words = self._take_words("service-errors")
        return [" ".join(words)] if words else []

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
