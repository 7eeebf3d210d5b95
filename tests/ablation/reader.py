"""A reader who carries out the steps of one page in one shell, and can go on in another."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.ablation.steps import PROJECT, Step
from tests.evaluate.fence_rule import FenceRule
from tests.evaluate.session import Session
from tests.evaluate.session_context import SessionContext
from tests.guide.sandbox_environment import SandboxEnvironment
from tests.pages.page import Page
from tests.terminal.shell import Result

#: Writes the declarations of the variables that a new shell does not have.
_DECLARE = """\
for _each in $(compgen -v | grep -v -e ^BASH -e ^_ | sort | comm -13 "$TMPDIR/new-shell" -); do
  declare -p "$_each"
done > "$TMPDIR/variables"; unset _each
"""
_NEW_SHELL = 'compgen -v | sort > "$TMPDIR/new-shell"'
#: Shows the reason of a red run, as the page about the dispatch says.
_LOG = 'gh run view "$run" --log-failed'


@dataclass(frozen=True)
class Place:
    """The variables and the folder of the shell, and the page that is open in the browser."""

    variables: str
    folder: Path
    address: str


class Reader(SessionContext):
    """The context in which the steps of a page are evaluated."""

    def __init__(self, session: Session, page: Page, place: Place | None = None) -> None:
        super().__init__(session, page)
        self._shell = session.shell(place.folder if place else None)
        self._shell.run(_NEW_SHELL)
        self._results: list[Result] = []
        if place:
            self._shell.run(place.variables)
            self._environment.sandbox.browser.address = place.address

    @property
    def folder(self) -> Path:
        return self._shell.folder

    @property
    def _environment(self) -> SandboxEnvironment:
        environment = self._session.environment
        assert isinstance(environment, SandboxEnvironment)
        return environment

    def run(self, block: str) -> Result:
        """Run a block; in a new shell when an earlier one has ended it."""
        if not self._shell.alive:
            self._shell.close()
            self._shell = self._session.shell()
        result = self._shell.run(block)
        self._results.append(result)
        return result

    def writing(self, title: str, path: Path) -> AbstractContextManager[None]:
        """Without a check that a program opens the file: a later step may be left out."""
        return nullcontext()

    def mark_as_run(self) -> str | None:
        return None

    def place(self) -> Place:
        """What a new reader needs to go on from here."""
        self._shell.run(_DECLARE)
        written = Path(self._session.environment.variables["TMPDIR"], "variables")
        return Place(written.read_text(), self.folder, self._environment.sandbox.browser.address)

    def carry_out(self, step: Step) -> str | None:
        """The failure of a step; None when it passes."""
        self._results.clear()
        rule = PROJECT.rules.rule_for(step.fence)
        assert isinstance(rule, FenceRule), f"{step.fence.place}: {rule}"
        return rule.evaluate(step.fence, self)

    def refused(self, step: Step, failure: str) -> str | None:
        """What the programs or the form said when they refused the step; None if they did not.

        A red run does not say why: its log does.
        """
        if step.fence.language == "form":
            return failure
        failed = [result for result in self._results if not result.passed]
        if not failed:
            return None
        said = "\n".join(result.output for result in failed)
        return said + self._shell.run(_LOG).output if "gh run watch" in step.fence.text else said

    def close(self) -> None:
        self._shell.close()
