"""Plays the road once, saves the world before each step, and plays it again without a step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tests.ablation.diagnosis import Diagnosis
from tests.ablation.reader import Place, Reader
from tests.ablation.steps import DOCS, MAIN, OTHER, PROJECT, START, Step, following, page, steps_of
from tests.evaluate.session import Session
from tests.guide.sandbox_environment import SandboxEnvironment

#: The time limit of one step, in seconds.
SECONDS = 60.0
#: A step of a page by its number.
Point = tuple[str, int]


class RoadError(Exception):
    """The road cannot be played as it stands; the message is a sentence with file and line."""


@dataclass(frozen=True)
class Outcome:
    """`fails` is the step at which a reader cannot go on, `symptom` the page that explains it.

    Both are None when nothing fails.
    """

    fails: str | None = None
    symptom: str | None = None
    said: str = ""


class Road:
    """The guide's road in one sandbox. Pages are played when they are needed first."""

    def __init__(self) -> None:
        self._session = Session(DOCS, PROJECT, SECONDS)
        self._diagnosis = Diagnosis()
        self._saved: dict[Point, Place] = {}
        self._played: list[str] = []
        self._session.environment.reset()

    def close(self) -> None:
        self._session.close()

    def without(self, step: Step, path: str) -> Outcome:
        """Leave out one step of the page at `path`, and go on until something fails."""
        road = MAIN if path in MAIN else OTHER
        self._play_to(path)
        number = steps_of(path).index(step)
        start = max(at for at in range(number + 1) if (path, at) in self._saved)
        reader = self._reader_at((path, start))
        rest = [one for one in steps_of(path)[start:] if one is not step]
        outcome = self._carry_out(rest, reader)
        for later in following(path, road):
            if outcome.fails:
                break
            outcome = self._carry_out(steps_of(later), Reader(self._session, page(later)))
        return outcome

    def without_all(self, left_out: Collection[Step], road: tuple[str, ...]) -> Outcome:
        """Leave out several steps. What confirms on a page is undone before the next page."""
        self._play_to(road[0])
        self._restore((road[0], 0))
        for path in road:
            kept = [step for step in steps_of(path) if step not in left_out]
            reader = Reader(self._session, page(path))
            doing = self._carry_out([step for step in kept if not step.confirms], reader, False)
            self._session.environment.save("before-confirming")
            reader = Reader(self._session, page(path), reader.place())
            confirming = self._carry_out([step for step in kept if step.confirms], reader)
            if failed := next((one for one in (doing, confirming) if one.fails), None):
                return failed
            self._session.environment.restore("before-confirming")
        return Outcome()

    def _carry_out(self, steps: Collection[Step], reader: Reader, close: bool = True) -> Outcome:
        try:
            for step in steps:
                if failure := reader.carry_out(step):
                    outcome = self._outcome(step, reader, failure)
                    if outcome.fails:
                        return outcome
            return Outcome()
        finally:
            if close:
                reader.close()

    def _outcome(self, step: Step, reader: Reader, failure: str) -> Outcome:
        """Nothing refused and no page about the signs: the reader goes on."""
        said = reader.refused(step, failure)
        if said is None:
            symptom = self._diagnosis.of_signs(reader)
            return Outcome(step.name, symptom, failure) if symptom else Outcome()
        return Outcome(step.name, self._diagnosis.of_words(said), said)

    def _play_to(self, path: str) -> None:
        """Play the pages up to `path`, and that page itself, unless they were played before."""
        if path in self._played:
            return
        road = MAIN if path in MAIN else MAIN[: MAIN.index(START)] + OTHER
        before = road[: road.index(path)]
        for earlier in before:
            self._play_to(earlier)
        if self._played:
            self._restore((before[-1], -1))
        self._play(path)
        self._played.append(path)

    def _play(self, path: str) -> None:
        """Play a page, and save the world before each step, and after the page as number -1."""
        reader = Reader(self._session, page(path))
        for number, step in enumerate(steps_of(path)):
            if self._is_idle():
                self._save((path, number), reader)
            if failure := reader.carry_out(step):
                raise RoadError(f"{step.fence.place}: the road is blocked: {failure}")
        self._save((path, -1), reader)
        reader.close()

    def _is_idle(self) -> bool:
        """Whether all runs have ended: one that waits for an approval is ended when it is saved."""
        environment = self._session.environment
        assert isinstance(environment, SandboxEnvironment)
        return all(run.status == "completed" for run in environment.sandbox.github.state.runs)

    def _save(self, point: Point, reader: Reader) -> None:
        self._session.environment.save(_key(point))
        self._saved[point] = reader.place()

    def _restore(self, point: Point) -> None:
        self._session.environment.restore(_key(point))

    def _reader_at(self, point: Point) -> Reader:
        self._restore(point)
        return Reader(self._session, page(point[0]), self._saved[point])


def _key(point: Point) -> str:
    return f"before-{point[0].replace('/', '-')}-{point[1]}"
