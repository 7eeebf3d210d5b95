"""Runs the site's matching scripts, so that the terminal and the site find the same pages.

`mini-racer` is a wheel of V8, Chromium's JavaScript engine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer

SCRIPTS = tuple(Path("overrides/assets/diagnosis", name) for name in ("words.js", "matching.js"))


@dataclass(frozen=True)
class Match:
    """A symptom found in a log; `url` is relative to the site's root, `line` an extract of the log.

    `strong` is false when only `hints` were found, which several symptoms may share.
    """

    symptom: str
    url: str
    description: str
    strong: bool
    line: str


class Matcher:
    """The compiled symptoms (rows of symptoms.json), for any number of logs."""

    def __init__(self, root: Path, symptoms: Sequence[Mapping[str, Any]]) -> None:
        self._engine = MiniRacer()
        for script in SCRIPTS:
            self._engine.eval((root / script).read_text(encoding="utf-8"))
        self._engine.eval(f"const known = diagnosis.compile({json.dumps(list(symptoms))})")

    def matches(self, log: str) -> list[Match]:
        """The symptoms found in a log, the likeliest first."""
        call = f"JSON.stringify(diagnosis.matches(known, {json.dumps(log)}))"
        return [Match(**found) for found in json.loads(str(self._engine.eval(call)))]
