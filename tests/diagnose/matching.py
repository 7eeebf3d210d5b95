"""Runs the site's own scripts: the box of the site and the terminal answer alike.

`mini-racer` is V8, the engine of Chromium, as a wheel; they have no second version in Python.
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
    """A symptom that a log shows; `url` is below the site's root, `line` as it was pasted.

    `strong`: its own words were found, not only words that several symptoms share.
    """

    symptom: str
    url: str
    description: str
    strong: bool
    line: str


class Matcher:
    """The symptoms (rows of symptoms.json), ready for many logs."""

    def __init__(self, root: Path, symptoms: Sequence[Mapping[str, Any]]) -> None:
        self._engine = MiniRacer()
        for script in SCRIPTS:
            self._engine.eval((root / script).read_text(encoding="utf-8"))
        self._engine.eval(f"const known = diagnosis.compile({json.dumps(list(symptoms))})")

    def matches(self, log: str) -> list[Match]:
        """The symptoms of a log, the likeliest first; none when nothing is known of it."""
        call = f"JSON.stringify(diagnosis.matches(known, {json.dumps(log)}))"
        return [Match(**found) for found in json.loads(str(self._engine.eval(call)))]
