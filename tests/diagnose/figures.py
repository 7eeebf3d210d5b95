"""`uv run python -m tests.diagnose.figures [FILE …]`: how often a log finds its page.

Prints three shares for each file of labelled logs: the right page is first, is among the first
three, and nothing is found for a log of something else. `tests/diagnose/logs/README.md` says what a
row holds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from overrides.hooks.failures import lookup
from tests import ROOT
from tests.diagnose.matching import Matcher

LOGS = ROOT / "tests/diagnose/logs"
#: The text that a log replaces, alone or in RUN.
PLACEHOLDER = "(the log in question)"
RUN = (LOGS / "ordinary-run.txt").read_text(encoding="utf-8")
#: Precedes the name of a page that is not written yet.
NEW = "new:"
NONE = "none"


@dataclass(frozen=True)
class Found:
    """A labelled log (`right` is its page, or NONE) and the pages found, the likeliest first."""

    log: str
    right: str
    pages: list[str]

    @property
    def hit(self) -> bool:
        return self.pages[:1] == ([] if self.right == NONE else [self.right])


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1; None when the file has no such log."""

    first: float | None
    in_three: float | None
    silent: float | None

    def __str__(self) -> str:
        first, in_three, silent = map(_percent, (self.first, self.in_three, self.silent))
        return f"first {first}, among three {in_three}, silent on others {silent}"


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def search(matcher: Matcher, logs: Iterable[dict[str, str]], around: str) -> list[Found]:
    """Looks each log up, where PLACEHOLDER stands in `around`.

    A label `new:NAME` counts as NONE until the page NAME exists.
    """
    return [
        Found(
            row["id"],
            _right(row["symptom"], matcher.symptoms),
            [match.symptom for match in matcher.matches(around.replace(PLACEHOLDER, row["text"]))],
        )
        for row in logs
    ]


def figures(found: list[Found]) -> Figures:
    own = [each for each in found if each.right != NONE]
    others = [each for each in found if each.right == NONE]
    return Figures(
        _share(each.hit for each in own),
        _share(each.right in each.pages[:3] for each in own),
        _share(each.hit for each in others),
    )


def _right(symptom: str, known: frozenset[str]) -> str:
    name = symptom.removeprefix(NEW)
    return name if name in known else NONE


def _share(values: Iterator[bool]) -> float | None:
    counted = [float(value) for value in values]
    return fmean(counted) if counted else None


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def main(paths: list[Path]) -> int:
    """Prints the figures of these files, and of the files that this folder has."""
    matcher = Matcher(ROOT, lookup(ROOT / "docs"))
    for path in [*sorted(LOGS.glob("*.jsonl")), *paths]:
        for where, around in (("alone", PLACEHOLDER), ("in a run", RUN)):
            found = search(matcher, rows(path), around)
            print(f"{path.name}, {len(found)} logs, {where}: {figures(found)}")
            for each in found:
                if not each.hit:
                    print(f"  {each.log}: {each.right}, found {', '.join(each.pages[:3]) or NONE}")
    return 0


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
