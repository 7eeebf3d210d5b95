"""The checks of the repository before a sandbox opens, and the errors that prevent it."""

from __future__ import annotations

from overrides.hooks.facts import PUBLISH, Facts, FactsError, read
from tests import ROOT
from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.runner import action_catalogue
from tests.sandbox.workstation.programs import MissingProgramError
from tests.sandbox.workstation.repository import NoRepositoryError

#: Errors that the machine, the repository or publish.yml cause; each is one sentence.
PROBLEMS = (
    FactsError, InvalidWorkflowError, action_catalogue.UnknownActionError,
    NoRepositoryError, MissingProgramError,
)  # fmt: skip


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
