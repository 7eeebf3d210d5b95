"""Fixtures for tests of the shell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.confinement.programs import Programs
from tests.terminal.shell import Shell

SECONDS = 4.0


def answer(prompt: str) -> str | None:
    """Answer one prompt."""
    return "bob" if prompt == "Name: " else None


#: Makes a shell with a time limit in seconds.
MakeShell = Callable[[float], Shell]


@pytest.fixture
def make_shell(confined_programs: Programs, tmp_path: Path) -> Iterator[MakeShell]:
    made: list[Shell] = []

    def make(seconds: float) -> Shell:
        variables = {"PATH": os.environ["PATH"]}
        made.append(Shell(confined_programs, variables, tmp_path, answer, seconds))
        return made[-1]

    yield make
    for shell in made:
        shell.close()


@pytest.fixture
def shell(make_shell: MakeShell) -> Shell:
    """A shell with a short time limit."""
    return make_shell(SECONDS)
