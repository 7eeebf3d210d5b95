"""Runs the site's matching scripts, so that the terminal and the site find the same pages.

`mini-racer` is a wheel of V8, Chromium's JavaScript engine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer

ASSETS = Path("overrides/assets/diagnosis")
#: In the order in which they use each other; partials/log-box.html has the same.
SCRIPTS = ("words", "phrases", "claims", "matching")


@dataclass(frozen=True)
class Link:
    """A tab of a page, with a `url` relative to the site's root, or a page of PyPI's."""

    name: str
    url: str


@dataclass(frozen=True)
class Match:
    """A symptom found in a log; `url` is relative to the site's root, `line` an extract of the log.

    `strong` is false when only `hints` were found, which several symptoms may share. `likely` is
    false when another symptom is clearly likelier. `tabs` are those whose cause the log shows.
    """

    symptom: str
    title: str
    url: str
    description: str
    strong: bool
    likely: bool
    tabs: tuple[Link, ...]
    line: str


@dataclass(frozen=True)
class Answer:
    """The symptoms found, the likeliest first, and the publishers that the guide is not about."""

    matches: list[Match]
    elsewhere: list[Link]


class Matcher:
    """The compiled patterns (see `lookup` in overrides/hooks/failures.py), for many logs.

    `symptoms` are the names of the pages that can be found.
    """

    def __init__(self, root: Path, known: Mapping[str, Any]) -> None:
        self.symptoms = frozenset(row["symptom"] for row in known["symptoms"])
        self._engine = MiniRacer()
        for name in SCRIPTS:
            self._engine.eval((root / ASSETS / f"{name}.js").read_text(encoding="utf-8"))
        self._engine.eval(f"const known = diagnosis.compile({json.dumps(known)})")

    def answer(self, log: str) -> Answer:
        call = f"JSON.stringify(diagnosis.matches(known, {json.dumps(log)}))"
        found = json.loads(str(self._engine.eval(call)))
        return Answer(
            [Match(**{**each, "tabs": _links(each["tabs"])}) for each in found["matches"]],
            list(_links(found["elsewhere"])),
        )

    def matches(self, log: str) -> list[Match]:
        """The symptoms found in a log, the likeliest first."""
        return self.answer(log).matches


def _links(found: list[dict[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(**each) for each in found)
