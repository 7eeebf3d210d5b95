"""The checks of the repository before a sandbox opens, and the errors that prevent it."""

from __future__ import annotations

from overrides.hooks.facts import PUBLISH, Facts, FactsError, read
from tests import ROOT
from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.runner import action_catalogue
from tests.sandbox.workstation.programs import MissingProgramError
from tests.sandbox.workstation.repository import NoRepositoryError


class UnsupportedSystemError(Exception):
    """The sandbox does not run on this operating system."""


#: Errors that the machine, the repository or publish.yml cause; each is one sentence.
PROBLEMS = (
    FactsError, InvalidWorkflowError, action_catalogue.UnknownActionError,
    NoRepositoryError, MissingProgramError, UnsupportedSystemError,
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
