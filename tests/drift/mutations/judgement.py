"""Judges mutations in several copies of the project at once."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests import ROOT
from tests.drift.mutations import concerned
from tests.drift.mutations.batches import batches, is_page
from tests.drift.mutations.command_runs import LIMIT
from tests.drift.mutations.harmless import reason
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.page_runs import PageRuns
from tests.drift.mutations.project_copy import ProjectCopy
from tests.drift.mutations.static_checks import StaticChecks
from tests.drift.mutations.together import seen_together

#: So many pages are spoiled and run together at most.
BATCH = 30


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
        self._free = SimpleQueue[tuple[StaticChecks, PageRuns]]()
        for each in self.all:
            self._free.put((each, PageRuns(each.copy)))

    def judge(self, mutations: Sequence[Mutation], seconds: float) -> Iterator[Judged]:
        """The judgement on each, until the seconds are over; later ones are not judged.

        First what the static checks see of many, then of each alone, then the runs.
        """
        self._deadline = time.monotonic() + seconds
        seen = dict(seen_together(self.all[0].copy, mutations))
        yield from (Judged(each, "static", why) for each, why in seen.items() if why)
        # A run judges a silent one at last; without runs, each check has to be asked about it.
        left = [each for each, why in seen.items() if not why and not self._static_only]
        alone = [each for each in mutations if not (seen.get(each) or each in left)]
        with ThreadPoolExecutor(len(self.all)) as threads:
            for mutation, judged in zip(alone, threads.map(self._static, alone), strict=True):
                if judged and (judged.by or self._static_only):
                    yield judged
                elif judged:
                    left.append(mutation)
            for several in threads.map(self._run, batches(left, BATCH)):
                yield from several

    def _static(self, mutation: Mutation) -> Judged | None:
        with self._one() as (checks, _):
            if time.monotonic() > self._deadline:
                return None
            seen = checks.failure(mutation)
            return Judged(mutation, "static", seen) if seen else Judged(mutation)

    def _run(self, batch: Sequence[Mutation]) -> list[Judged]:
        with self._one() as (checks, runs):
            if time.monotonic() > self._deadline:
                return []
            if is_page(batch[0]):
                found = list(runs.judge(batch))
            else:
                found = [(each, concerned.failure(checks.copy, each)) for each in batch]
            return [Judged(each, "run", why) if why else Judged(each) for each, why in found]

    @contextmanager
    def _one(self) -> Iterator[tuple[StaticChecks, PageRuns]]:
        """A copy that no other thread uses."""
        free = self._free.get(timeout=BATCH * LIMIT)
        try:
            yield free
        finally:
            self._free.put(free)

    def close(self) -> None:
        for each in self.all:
            each.close()
