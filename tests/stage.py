"""Introduces the harness to the sandbox: the pages' stage is one sandbox for each process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .harness.stage import StageProblem

if TYPE_CHECKING:
    from pytest import Config

FRESH = "fresh"


class SandboxStage:
    """Plays the harness's part towards the sandbox; keys of snapshots are the harness's own."""

    def __init__(self) -> None:
        # Only a process that plays pages pays for loading the services.
        from .sandbox.github import description
        from .sandbox.world import PROBLEMS, Sandbox

        try:
            self.sandbox = Sandbox(judge=description.complaint)
        except PROBLEMS as problem:
            raise StageProblem(str(problem)) from None
        description.load()
        self.sandbox.save(FRESH)
        self.folder = self.sandbox.folder

    @property
    def environment(self) -> Mapping[str, str]:
        return self.sandbox.environment

    def submit(self, url: str, fields: Mapping[str, str]) -> str | None:
        from .sandbox.browser import NoSuchFieldError

        try:
            return "; ".join(self.sandbox.browser.submit(url, fields)) or None
        except NoSuchFieldError as error:
            return str(error)

    def answer(self, prompt: str) -> str | None:
        return self.sandbox.answer(prompt)

    def spoil(self, name: str) -> None:
        from .breakages import BREAKAGES

        if name not in BREAKAGES:
            known = ", ".join(sorted(BREAKAGES))
            raise ValueError(f"no breakage is called {name!r}; known are {known}")
        BREAKAGES[name](self.sandbox)

    def refusals(self) -> list[str]:
        return self.sandbox.refusals()

    def strangers(self) -> list[str]:
        return self.sandbox.strangers()

    def secrets(self) -> list[str]:
        return self.sandbox.secrets()

    def run_workflow(self, text: str, path: Path) -> str | None:
        return self.sandbox.run_workflow(text, str(path))

    def save(self, key: str) -> None:
        self.sandbox.save(key)

    def restore(self, key: str) -> bool:
        return self.sandbox.restore(key)

    def reset(self) -> None:
        self.sandbox.restore(FRESH)

    def close(self) -> None:
        self.sandbox.close()


@pytest.hookimpl
def pytest_guide_stage(config: Config) -> SandboxStage:
    return SandboxStage()
