"""The budget of a whole run: processor time by program and by page, and wall time beside it."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator

from tests import ROOT
from tests.benchmarks.processes import Usage, measure
from tests.evaluate.ledger import LEDGER

#: Programs and pages below these shares of the whole are summed up.
LEAST, PAGES = 0.01, 15


def measurements() -> Iterator[str]:
    cores = len(os.sched_getaffinity(0))
    usage = measure([sys.executable, "-m", "pytest", "-q"])
    yield f"uv run pytest: {usage.wall:.0f} s wall, {usage.cpu:.0f} s of processor time"
    ratio = usage.wall / (usage.cpu / cores)
    yield f"wall time against processor time on {cores} cores: {ratio:.2f} (aim: below 1.1)"
    yield from _programs(usage)
    yield from _pages()


def _programs(usage: Usage) -> Iterator[str]:
    small = usage.cpu - sum(usage.programs.values())  # what no sample saw
    by_seconds = sorted(usage.programs.items(), key=lambda item: item[1], reverse=True)
    for name, seconds in by_seconds:
        if seconds < usage.cpu * LEAST:
            small += seconds
        else:
            yield f"  {name}: {seconds:.0f} s, {seconds / usage.cpu:.0%}"
    yield f"  others, and what ended between two samples: {small:.0f} s, {small / usage.cpu:.0%}"


def _pages() -> Iterator[str]:
    spent: Counter[str] = Counter()
    for fence in json.loads((ROOT / LEDGER).read_text(encoding="utf-8"))["fences"]:
        spent[fence["page"]] += fence["seconds"]
    yield f"pages: {sum(spent.values()):.0f} s in all fences; the longest are"
    for page, seconds in spent.most_common(PAGES):
        yield f"  {page}: {seconds:.1f} s"
