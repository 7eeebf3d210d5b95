"""Judges mutations in several copies of the project at once."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests import ROOT
from tests.drift.mutations import concerned
from tests.drift.mutations.harmless import reason
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.project_copy import ProjectCopy
from tests.drift.mutations.static_checks import StaticChecks


@dataclass(frozen=True)
class Judged:
    """A mutation, and what saw it: `static`, `run` or `harmless` with a reason, or nothing."""

    mutation: Mutation
    by: str = ""
    why: str = ""


def sample(mutations: Sequence[Mutation], count: int, seed: int) -> list[Mutation]:
    """So many at random, of each kind in turn, so that rare kinds are among them."""
    chance, kinds = random.Random(seed), defaultdict[str, list[Mutation]](list)
    for mutation in mutations:
        kinds[mutation.kind].append(mutation)
    for each in kinds.values():
        chance.shuffle(each)
    turns = [each.pop() for _ in range(count) for each in kinds.values() if each]
    return turns[:count]


def without_harmless(mutations: Iterable[Mutation]) -> Iterator[Mutation | Judged]:
    """Each mutation, or its judgement when it changes no meaning."""
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    texts = dict[str, str]()
    for each in mutations:
        if each.file not in texts:
            texts[each.file] = (ROOT / each.file).read_text(encoding="utf-8")
        why = reason(each, texts[each.file], pages)
        yield Judged(each, "harmless", why) if why else each


class Judges:
    """Copies of the project below `folder`, each with its static checks."""

    def __init__(self, folder: Path, jobs: int, static_only: bool) -> None:
        first = StaticChecks(ProjectCopy(folder / "0"))
        others = [StaticChecks(ProjectCopy(folder / str(n)), first.reads) for n in range(1, jobs)]
        self.all, self._static_only = [first, *others], static_only
        self._free = SimpleQueue[StaticChecks]()
        for each in self.all:
            self._free.put(each)

    def judge(self, mutations: Iterable[Mutation], seconds: float) -> Iterator[Judged]:
        """The judgement on each, until the seconds are over; later ones are not judged."""
        deadline = time.monotonic() + seconds
        with ThreadPoolExecutor(len(self.all)) as threads:
            for judged in threads.map(lambda each: self._one(each, deadline), mutations):
                if judged:
                    yield judged

    def _one(self, mutation: Mutation, deadline: float) -> Judged | None:
        checks = self._free.get(timeout=2 * concerned.LIMIT)
        try:
            if time.monotonic() > deadline:
                return None
            if seen := checks.failure(mutation):
                return Judged(mutation, "static", seen)
            if self._static_only:
                return Judged(mutation)
            seen = concerned.failure(checks.copy, mutation)
            return Judged(mutation, "run", seen) if seen else Judged(mutation)
        finally:
            self._free.put(checks)

    def close(self) -> None:
        for each in self.all:
            each.close()
