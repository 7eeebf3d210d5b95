"""`python -m tests.evaluate.merge FOLDER …`: merges the ledgers of the parts of a run.

Each folder holds the `verdicts.json` of a part, and its `durations.json` (pytest-split).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.evaluate.ledger import LEDGER, Entry, save

#: The seconds of each test, by which the next run is split.
DURATIONS = Path(".cache/durations.json")


def main(paths: list[str]) -> int:
    """Write the merged ledger. Return 2 when the ledgers cannot be merged."""
    try:
        merged = merge([_read(Path(path) / LEDGER.name) for path in paths])
        durations = [_read(Path(path) / DURATIONS.name) for path in paths]
    except (OSError, ValueError) as problem:
        print(f"tests.evaluate.merge: {problem}", file=sys.stderr)
        return 2
    save(ROOT / LEDGER, merged)
    save(ROOT / DURATIONS, {test: seconds for part in durations for test, seconds in part.items()})
    print(f"{LEDGER}: {len(merged['fences'])} fences from {len(paths)} ledgers")
    return 0


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def merge(ledgers: list[dict[str, Any]]) -> dict[str, Any]:
    """The ledger of all parts, with the earliest of their dates.

    A fence that failed in one part has failed. Raises ValueError for parts of different commits or
    with different tools.
    """
    if not ledgers:
        raise ValueError("name the folders of the parts")
    for part in ledgers[1:]:
        for key in ("commit", "tools"):
            if part[key] != ledgers[0][key]:
                raise ValueError(f"the ledgers are of different runs: {key} differs")
    fences: dict[tuple[str, int], Entry] = {}
    for entry in (entry for part in ledgers for entry in part["fences"]):
        place = entry["page"], entry["line"]
        if place not in fences or entry["verdict"] == "failed":
            fences[place] = entry
    ran_at = min(part["ran_at"] for part in ledgers)
    return {**ledgers[0], "ran_at": ran_at, "fences": [fences[place] for place in sorted(fences)]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
