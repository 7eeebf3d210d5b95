"""Plays a page: brings the world to its beginning and judges its fences in order."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.harness import troubleshooting
from tests.harness.fences import Fence
from tests.harness.meanings import Meaning, acts, meaning
from tests.harness.page import Page
from tests.harness.prerequisites import PrerequisiteProblem
from tests.harness.reader import Reader
from tests.harness.stage import StageProblem
from tests.harness.theatre import Theatre

FAILED = "failed"
#: A reason is given once a page, however many fences it keeps from being reached.
AGAIN = "not reached, for the reason given at"


@dataclass(frozen=True)
class Verdict:
    """What became of a fence: `failure` is the report, from `docs/page.md:LINE` on; or None."""

    verdict: str
    seconds: float
    failure: str | None


class PlayProblem(Exception):
    """A page that had to be played before another one failed: its report."""


#: Why a page's world may not be had, each a sentence.
PROBLEMS = (PlayProblem, PrerequisiteProblem, troubleshooting.SpoilProblem, StageProblem)


class Performance:
    """One page being played; `ready` says that the world is at its beginning already."""

    def __init__(self, theatre: Theatre, page: Page, ready: bool = False) -> None:
        self.page, self.verdicts = page, dict[int, Verdict]()
        self._theatre, self._reader = theatre, Reader(theatre, page, self._prepared)
        #: For another page's sake the world may hold more than this page's own prerequisites.
        self._own_world = not ready
        self._ready = ready
        self._unready: str | None = None
        #: What a rehearsal of Confirm found wrong, for Confirm's first fence.
        self._rehearsed: str | None = None

    def perform(self, index: int) -> Verdict:
        """Judges the page's fence number `index`, and first those before it that were not yet."""
        fence = self.page.fences[index]
        for earlier in range(index) if acts(fence) else ():
            if earlier in self.verdicts or not acts(self.page.fences[earlier]):
                continue
            if failure := self.perform(earlier).failure:
                return Verdict(FAILED, 0.0, f"{fence.place}: not reached: {failure}")
        if index not in self.verdicts:
            self.verdicts[index] = self._judged(fence)
        return self.verdicts[index]

    def close(self) -> None:
        """Ends the page's shell; keeps the world for others when all has gone well."""
        self._reader.close()
        whole = len(self.verdicts) == len(self.page.fences)
        healthy = not any(verdict.failure for verdict in self.verdicts.values())
        if self._own_world and self._ready and whole and healthy and not self.page.front.symptom:
            self._theatre.keep(self.page)

    def _judged(self, fence: Fence) -> Verdict:
        means = meaning(fence)
        if fence.problem or isinstance(means, str):
            return self._verdict(fence, FAILED, 0.0, fence.problem or str(means))
        if means.acts and (unready := self._prepared()):
            if not unready.startswith(AGAIN):
                self._unready = f"{AGAIN} {fence.place}"
            return self._verdict(fence, FAILED, 0.0, unready)
        self._reader.turn_to(fence)
        begun = time.perf_counter()
        failure = self._outcome(means, fence)
        seconds = time.perf_counter() - begun
        verdict = "ran" if self._reader.has_acted else means.verdict
        return self._verdict(fence, FAILED if failure else verdict, seconds, failure)

    def _outcome(self, means: Meaning, fence: Fence) -> str | None:
        """What is wrong with a fence once it was acted on."""
        if troubleshooting.turns(self.page, fence) and (failure := self._turn(fence)):
            return failure
        if troubleshooting.rehearses(self.page, fence):
            with self._reader.other_window():
                self._rehearsed = troubleshooting.rehearse(self.page, self._reader)
        lost_at = self._reader.lost_at
        failure = means.judge(fence, self._reader)
        if failure and lost_at and means.acts:
            failure += f"\n(in a new shell: the page's own ended at {lost_at})"
        if troubleshooting.confirms_first(self.page, fence):
            failure = failure or self._rehearsed
        if means.acts or self._reader.has_acted:
            failure = "\n".join(filter(None, [self._theatre.strangers(), failure])) or None
            self._theatre.remember()
        return failure

    def _turn(self, fence: Fence) -> str | None:
        """Goes on to the next cause of a failure; what was wrong with the one before."""
        if self._rehearsed:
            return f"Confirm, tried in the tab before, {self._rehearsed}"
        try:
            return troubleshooting.turn(self.page, fence, self._reader, self._renew)
        except PROBLEMS as problem:
            return str(problem)

    def _renew(self) -> None:
        """Another reader, in a world that nothing was done to. Raises one of PROBLEMS."""
        self._reader.close()
        self._theatre.prepare(self.page, lambda page: play(self._theatre, page))

    def _verdict(self, fence: Fence, verdict: str, seconds: float, failure: str | None) -> Verdict:
        """The verdict, its report masked."""
        report = self._theatre.mask(f"{fence.place}: {failure}") if failure else None
        return Verdict(verdict, seconds, report)

    def _prepared(self) -> str | None:
        """Makes the world ready, once; why it cannot be, as the end of a sentence."""
        if self._ready or self._unready:
            return self._unready
        self._unready = "not reached: the page's world could not be made ready"
        try:
            self._renew()
            troubleshooting.spoil(self.page, self._theatre.stage)
        except PROBLEMS as problem:
            self._unready = f"not reached: {problem}"
        else:
            self._ready, self._unready = True, None
        return self._unready


def play(theatre: Theatre, page: Page) -> None:
    """Plays a whole page for another one's sake. Raises PlayProblem at its first failure."""
    performance = Performance(theatre, page, ready=True)
    try:
        for index, fence in enumerate(page.fences):
            if acts(fence) and (failure := performance.perform(index).failure):
                raise PlayProblem(f"played first, {failure}")
    finally:
        performance.close()
