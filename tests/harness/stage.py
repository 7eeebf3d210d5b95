"""What the harness asks of the world that pages are played in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pytest import Config


class StageProblem(Exception):
    """The world cannot be made: one sentence, with file and line where there is one."""


class Stage(Protocol):
    """A world of its own for one process: a folder, an environment, and the services behind it."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The complete environment of a page's shell; read anew for each shell."""

    @property
    def folder(self) -> Path:
        """Where a page's shell starts."""

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        """Fills a web form in, by the labels of its fields; a sentence when it is refused."""

    def answer(self, prompt: str) -> str | None:
        """What to type when a program waits behind `prompt`; None when nobody knows."""

    def spoil(self, name: str) -> None:
        """Breaks the healthy world in the way called `name`; raises ValueError for no such way."""

    def refusals(self) -> list[str]:
        """The symptoms that the services refused with since the last call."""

    def strangers(self) -> list[str]:
        """The hosts outside this world that were asked for since the last call."""

    def secrets(self) -> list[str]:
        """Strings that no report may show."""

    def run_workflow(self, text: str, path: Path) -> str | None:
        """Runs a whole workflow, which `path` would hold; a sentence when it fails."""

    def save(self, key: str) -> None:
        """Keeps the world as it is now under `key`."""

    def restore(self, key: str) -> bool:
        """Makes the world what it was when `key` was saved; False when it never was."""

    def reset(self) -> None:
        """Makes the world fresh."""

    def close(self) -> None:
        """Ends every process and removes every file of this world."""


class StageHooks:
    """The hook through which a project gives the harness its world."""

    @pytest.hookspec(firstresult=True)
    def pytest_guide_stage(self, config: Config) -> Stage | None:
        """The stage of this process; asked for at the first fence that needs it.

        Raises StageProblem when there can be none.
        """
