"""Times matching a log in V8, the engine of Chromium and of `python -m tests.diagnose`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from overrides.hooks.failures import lookup
from tests import ROOT
from tests.benchmarks.timing import median
from tests.diagnose.matching import Matcher

MEGABYTES = 5


def measurements() -> Iterator[str]:
    matcher = Matcher(ROOT, lookup(ROOT / "docs"))
    logs = (ROOT / "tests/diagnose/logs/failures.jsonl").read_text(encoding="utf-8").splitlines()
    real = "\n".join(json.loads(line)["text"] for line in logs) + "\n"
    log = real * (MEGABYTES * 1_000_000 // len(real))
    matcher.matches(log)  # V8 compiles functions that have run often
    yield f"matching {MEGABYTES} MB of failures: {median(lambda: matcher.matches(log), 5):.2f} s"
