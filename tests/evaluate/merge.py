"""`python -m tests.evaluate.merge FOLDER …`: merges the ledgers of the parts of a run.

Each folder holds the `verdicts.json` of a part, and its `durations.json` (pytest-split).
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from overrides.hooks import verdicts
from tests import ROOT
from tests.evaluate.ledger import LEDGER, save
from tests.evaluate.tool_versions import joined
from tests.evaluate.verdict import FAILED

#: The seconds of each test, by which the next run is split.
DURATIONS = Path(".cache/durations.json")
#: What two parts agree on that have run the same fence of one page.
TEXTS = ("line", "of", "sha256", "page_sha256", "prerequisites_sha256")


def main(paths: list[str]) -> int:
    """Write the merged ledger. Return 2 when the ledgers cannot be merged."""
    try:
        merged = merge([verdicts.read(Path(path) / LEDGER.name) for path in paths])
        durations = [_durations(Path(path) / DURATIONS.name) for path in paths]
    except (OSError, ValueError) as problem:
        print(f"tests.evaluate.merge: {problem}", file=sys.stderr)
        return 2
    save(ROOT / LEDGER, merged)
    save(ROOT / DURATIONS, {test: seconds for part in durations for test, seconds in part.items()})
    print(f"{LEDGER}: {len(merged['fences'])} fences from {len(paths)} ledgers")
    return 0


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as problem:
        raise ValueError(f"{path}: not JSON: {problem}") from None


def _durations(path: Path) -> dict[str, float]:
    """The seconds by test. Raises ValueError for a damaged file."""
    found = _read(path)
    if not isinstance(found, dict) or not all(
        type(each) in (int, float) for each in found.values()
    ):
        raise ValueError(f"{path}: not a number of seconds for each test")
    return dict(found)


def merge(ledgers: list[dict[str, Any]]) -> dict[str, Any]:
    """The ledger of all parts, with the earliest of their dates.

    A fence that failed in one part has failed. Raises ValueError for parts of different commits or
    with different distributions.
    """
    if not ledgers:
        raise ValueError("name the folders of the parts")
    for part in ledgers[1:]:
        if part["commit"] != ledgers[0]["commit"]:
            raise ValueError("the ledgers are of different runs: commit differs")
    if (tools := joined([part["tools"] for part in ledgers])) is None:
        raise ValueError("the ledgers are of different runs: tools differs")
    fences: dict[tuple[str, int], dict[str, Any]] = {}
    for entry in (entry for part in ledgers for entry in part["fences"]):
        place = entry["page"], entry["number"]
        other = fences.setdefault(place, entry)
        if any(other[key] != entry[key] for key in TEXTS):
            raise ValueError(f"the parts ran different texts of {place[0]}")
        if entry["verdict"] == FAILED:
            fences[place] = entry
    ran_at = min((part["ran_at"] for part in ledgers), key=datetime.fromisoformat)
    levels = dict.fromkeys(str(part.get("confinement", "unknown")) for part in ledgers)
    merged = {**ledgers[0], "ran_at": ran_at, "confinement": "; ".join(levels), "tools": tools}
    return {**merged, "fences": [fences[place] for place in sorted(fences)]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
