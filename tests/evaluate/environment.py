"""The interface of the environment that a page runs in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.confinement.programs import Programs


class EnvironmentProblem(Exception):
    """The environment cannot be made. The message is a sentence, with file and line if known."""


@dataclass(frozen=True)
class InjectedFault:
    """A fault in the environment.

    `unmended` reads the state of the services, whatever the page's commands print: it returns None
    when what was refused has succeeded, else the end of a sentence. `after` are the prerequisites
    of a page that has this fault, None for any. `told_as` are the words by which a page tells this
    fault from others. `places` are the hosts and folders where the result can be seen.
    """

    unmended: Callable[[], str | None]
    after: tuple[str, ...] | None = None
    told_as: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Terminal(Protocol):
    """The variables, the folder and the prompts of a page's shell."""

    @property
    def variables(self) -> Mapping[str, str]:
        """All environment variables of a page's shell; computed again for each shell."""

    @property
    def folder(self) -> Path:
        """The folder in which a page's shell starts."""

    @property
    def programs(self) -> Programs:
        """Starts the programs of a page, which the kernel confines."""

    def answer(self, prompt: str) -> str | None:
        """The text to type at a program's prompt; None when the prompt is not known."""


class Services(Protocol):
    """The services that the commands of a page request."""

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        """Fill in a web form by its labels. Return the reason when the form is refused."""

    def refusals(self) -> list[str]:
        """The symptoms of the requests that the services refused since the last call."""

    def records_refusal(self, symptom: str, message: str) -> bool:
        """Whether a service has this message for `symptom`, and so records each such refusal."""

    def requested_hosts(self) -> list[str]:
        """The hosts of this environment that were requested since the last call."""

    def blocked_hosts(self) -> list[str]:
        """The hosts outside this environment that were requested since the last call."""

    def refused_accesses(self) -> list[str]:
        """What the kernel refused to programs since the last call: "cat may not read PATH"."""

    def service_errors(self) -> list[str]:
        """Sentences about errors of this environment's own services since the last call.

        Such an error says nothing about the page: the service that it describes did not answer.
        """

    def secrets(self) -> list[str]:
        """Strings that must not appear in a report."""


class Snapshots(Protocol):
    """Saved states of the environment."""

    def save(self, key: str) -> None:
        """Save the current state under `key`."""

    def restore(self, key: str) -> bool:
        """Return to the state saved under `key`; False when there is no such state."""

    def reset(self) -> None:
        """Return to the initial state."""


class Environment(Terminal, Services, Snapshots, Protocol):
    """One environment per process: a terminal, its services, and saved states."""

    def inject_fault(self, name: str) -> InjectedFault:
        """Inject the fault `name`. Raises ValueError when it is unknown, or does not fit here."""

    def close(self) -> None:
        """End every process of this environment and remove its files."""
