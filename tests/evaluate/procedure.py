"""How a project may change the order in which the fences of a page run."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from tests.evaluate.context import EvaluationContext
from tests.evaluate.environment import Environment
from tests.pages.fences import Fence
from tests.pages.page import Page
from tests.terminal.shell import Result


class StepContext(EvaluationContext, Protocol):
    """The context of a step: it may also open a second shell and start over."""

    @property
    def ran(self) -> Sequence[tuple[str, Result]]:
        """The commands that the current fence has run, and their results."""

    def begin(self, fence: Fence) -> None:
        """Make `fence` the current one."""

    def second_shell(self) -> AbstractContextManager[None]:
        """Use another shell while the context lasts, with the same folder and variables."""

    def renew(self) -> None:
        """Start over: a new shell, in the state after the prerequisites."""


class Steps:
    """The steps of one run of a page. This class adds none: the fences run in their order."""

    #: False when no other page may start in the state after this page.
    reusable = True

    def problem(self) -> str | None:
        """The reason why the page cannot run; None when it can."""
        return None

    def prepare(self, environment: Environment) -> None:
        """Change the environment before the first fence. Raises EnvironmentProblem."""

    def before(self, fence: Fence, context: StepContext) -> str | None:
        """Do what must happen before `fence`; return a failure. Raises EnvironmentProblem."""
        return None

    def after(self, fence: Fence, context: StepContext) -> str | None:
        """Return a failure of the page after `fence` itself has passed."""
        return None


class Procedure(Protocol):
    """Makes the steps of a page."""

    def __call__(self, page: Page) -> Steps: ...


def in_order(page: Page) -> Steps:
    """The default procedure: no steps beside the fences."""
    return Steps()
