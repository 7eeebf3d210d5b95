"""One run of a page: prepare the environment, then evaluate the fences in order."""

from __future__ import annotations

import time

from tests.confinement.confinement import ConfinementError
from tests.evaluate.environment import EnvironmentProblem
from tests.evaluate.fence_rule import FenceRule
from tests.evaluate.page_context import PageContext
from tests.evaluate.session import Session
from tests.evaluate.verdict import FAILED, INTERRUPTED, Verdict
from tests.pages.fences import Fence
from tests.pages.page import Page
from tests.pages.prerequisites import PrerequisiteProblem

#: A page reports a reason once; the further fences that it stops refer to the first report.
REPEATED = "not reached, for the reason given at"


class PrerequisiteFailed(Exception):
    """A prerequisite of the page failed; the message is its report."""


#: The exceptions of an environment that is not ready; each message is a sentence.
PROBLEMS = (PrerequisiteFailed, PrerequisiteProblem, EnvironmentProblem, ConfinementError)


class PageRun:
    """One run of a page. `ready`: the environment is prepared already."""

    def __init__(self, session: Session, page: Page, ready: bool = False) -> None:
        self.page, self.verdicts = page, dict[int, Verdict]()
        self._session, self._rules = session, session.project.rules
        self._steps = session.project.procedure(page)
        self._context = PageContext(session, page, self._prepared, self._restart)
        #: Only a run that has prepared its environment may save it: one that was `ready` may be in
        #: a state after more pages than the prerequisites of this one.
        self._may_save = not ready and self._steps.reusable
        self._ready = ready
        self._unready: str | None = None

    def verdict_of(self, index: int) -> Verdict:
        """Evaluate fence `index`, after the earlier fences that change the environment."""
        fence = self.page.fences[index]
        for earlier in range(index) if self._rules.mutates(fence) else ():
            if earlier in self.verdicts or not self._rules.mutates(self.page.fences[earlier]):
                continue
            if failure := self.verdict_of(earlier).failure:
                return Verdict(FAILED, 0.0, f"{fence.place}: not reached: {failure}")
        if index not in self.verdicts:
            # Stays when the evaluation is interrupted, so that no later fence repeats it.
            self.verdicts[index] = Verdict(FAILED, 0.0, f"{fence.place}: {INTERRUPTED}")
            try:
                self.verdicts[index] = self._evaluated(fence)
                self._check_files(index)
            except BaseException:
                self._context.abandon_shell()
                raise
        return self.verdicts[index]

    def close(self) -> None:
        """End the page's shell; save the state when the whole page has passed."""
        self._context.close()
        complete = len(self.verdicts) == len(self.page.fences)
        passed = not any(verdict.failure for verdict in self.verdicts.values())
        if self._may_save and self._ready and complete and passed:
            self._session.keep(self.page)

    def _check_files(self, index: int) -> None:
        """Fail the last fence of a page that has passed when a file of the page is not used."""
        passed = not any(verdict.failure for verdict in self.verdicts.values())
        ends = index == len(self.page.fences) - 1
        if ends and passed and (unused := self._context.unused_file()):
            self.verdicts[index] = Verdict(FAILED, self.verdicts[index].seconds, unused)

    def _evaluated(self, fence: Fence) -> Verdict:
        rule = self._rules.rule_for(fence)
        if fence.problem or isinstance(rule, str):
            return self._verdict(fence, FAILED, 0.0, fence.problem or str(rule))
        if rule.mutates and (unready := self._prepared()):
            if not unready.startswith(REPEATED):
                self._unready = f"{REPEATED} {fence.place}"
            return self._verdict(fence, FAILED, 0.0, unready)
        self._context.begin(fence)
        begun = time.perf_counter()
        failure = self._failure(rule, fence)
        seconds = time.perf_counter() - begun
        verdict = "ran" if self._context.has_run else rule.verdict
        return self._verdict(fence, FAILED if failure else verdict, seconds, failure)

    def _failure(self, rule: FenceRule, fence: Fence) -> str | None:
        """The failure of the fence, of a step before or after it, or of the environment."""
        try:
            return self._steps.before(fence, self._context) or self._result(rule, fence)
        except PROBLEMS as problem:
            return str(problem)

    def _result(self, rule: FenceRule, fence: Fence) -> str | None:
        """The failure of the fence, after the step before it."""
        self._context.begin(fence)  # A step may have run other fences.
        lost_at = self._context.shell_lost_at
        failure = rule.evaluate(fence, self._context)
        if failure and lost_at and rule.mutates:
            failure += f"\n(in a new shell: {lost_at} ended the page's own)"
        failure = failure or self._steps.after(fence, self._context)
        if rule.mutates or self._context.has_run:
            problems = [self._session.service_errors(), self._session.outside(), failure]
            failure = "\n".join(filter(None, problems)) or None
            self._session.note_secrets()
        return failure

    def _restart(self) -> None:
        """Return to the state after the prerequisites. Raises one of PROBLEMS."""
        self._session.prepare(self.page, lambda page: run_page(self._session, page))

    def _verdict(self, fence: Fence, verdict: str, seconds: float, failure: str | None) -> Verdict:
        """The verdict, its report without secrets."""
        report = self._session.mask(f"{fence.place}: {failure}") if failure else None
        return Verdict(verdict, seconds, report)

    def _prepared(self) -> str | None:
        """Prepare the environment, once; return the end of a sentence when that fails."""
        if self._ready or self._unready:
            return self._unready
        self._unready = "not reached: the environment of the page could not be prepared"
        try:
            self._context.renew()
            self._steps.prepare(self._session.environment)
        except PROBLEMS as problem:
            self._unready = f"not reached: {problem}"
        else:
            self._ready, self._unready = True, None
        return self._unready


def run_page(session: Session, page: Page) -> None:
    """Run a page as a prerequisite. Raises PrerequisiteFailed at its first failure."""
    page_run = PageRun(session, page, ready=True)
    try:
        for index, fence in enumerate(page.fences):
            mutates = session.project.rules.mutates(fence)
            if mutates and (failure := page_run.verdict_of(index).failure):
                raise PrerequisiteFailed(f"prerequisite {failure}")
    finally:
        page_run.close()
