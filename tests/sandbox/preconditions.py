"""The checks of the repository before a sandbox opens, and the errors that prevent it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from overrides.hooks.facts import PUBLISH, Facts, FactsError, read
from tests import ROOT
from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.runner import action_catalogue
from tests.sandbox.workstation.programs import MissingProgramError
from tests.sandbox.workstation.repository import NoRepositoryError


class CannotOpenError(RuntimeError):
    """The machine refuses a folder, a file, a port or a program; the message is a sentence."""


class UnsupportedSystemError(Exception):
    """The sandbox does not run on this operating system."""


#: Errors that the machine, the repository or publish.yml cause; each is one sentence.
PROBLEMS = (
    FactsError, InvalidWorkflowError, action_catalogue.UnknownActionError,
    NoRepositoryError, MissingProgramError, CannotOpenError, UnsupportedSystemError,
)  # fmt: skip


def check_system(platform: str) -> None:
    """Raises UnsupportedSystemError for another `sys.platform` than that of Linux.

    The sandbox finds processes in /proc.
    """
    if platform != "linux":
        what = f"the sandbox runs on Linux only, and this is {platform}"
        raise UnsupportedSystemError(f"{what}: run it in a container, see README.md")


def checked_facts() -> Facts:
    """The repository's names, after a check that the sandbox can run publish.yml.

    Raises:
        FactsError: a name is missing.
        InvalidWorkflowError: publish.yml is no valid workflow.
        UnknownActionError: publish.yml uses an action without a stand-in.
    """
    facts = read(ROOT)
    text = (ROOT / PUBLISH).read_text()
    action_catalogue.check(parse(text, PUBLISH))
    return facts


@contextmanager
def refusals_of_the_machine() -> Iterator[None]:
    """Raise CannotOpenError for an error of the operating system: no room, no port, no files."""
    try:
        yield
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise CannotOpenError(_sentence(f"{place}{error.strerror or error}")) from None
    except subprocess.CalledProcessError as error:
        said = (
            error.stderr.decode(errors="replace")
            if isinstance(error.stderr, bytes)
            else error.stderr
        )
        lines = (said or str(error)).strip().splitlines()
        raise CannotOpenError(_sentence(lines[-1])) from None


def _sentence(reason: str) -> str:
    return f"the sandbox cannot open: {reason}: make room or free what it lacks, then try again"
