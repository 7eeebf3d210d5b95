"""`python -m tests.evaluate.merge FOLDER …`: merges the ledgers of the parts of a run.

Each folder holds the `verdicts.json` of a part, and its `durations.json` (pytest-split).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.evaluate.ledger import LEDGER, Entry, save
from tests.evaluate.tool_versions import joined

#: The seconds of each test, by which the next run is split.
DURATIONS = Path(".cache/durations.json")
#: The types of what is read here, of a ledger and of each of its fences.
LEDGER_TYPES = {"ran_at": str, "commit": (str, type(None)), "tools": dict, "fences": list}
FENCE_TYPES = {"page": str, "line": int, "verdict": str}


def main(paths: list[str]) -> int:
    """Write the merged ledger. Return 2 when the ledgers cannot be merged."""
    try:
        merged = merge([_ledger(Path(path) / LEDGER.name) for path in paths])
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


def _ledger(path: Path) -> dict[str, Any]:
    """The ledger in the file. Raises ValueError for a damaged one."""
    ledger: dict[str, Any] = _read(path)
    _check(ledger, LEDGER_TYPES, f"{path}: the ledger")
    for number, fence in enumerate(ledger["fences"], 1):
        _check(fence, FENCE_TYPES, f"{path}: fence {number}")
    try:
        aware = datetime.fromisoformat(ledger["ran_at"]).utcoffset() is not None
    except ValueError:
        aware = False
    if not aware:
        raise ValueError(f"{path}: ran_at is not a date with an offset: {ledger['ran_at']!r}")
    return ledger


def _durations(path: Path) -> dict[str, float]:
    """The seconds by test. Raises ValueError for a damaged file."""
    found = _read(path)
    if not isinstance(found, dict) or not all(
        type(each) in (int, float) for each in found.values()
    ):
        raise ValueError(f"{path}: not a number of seconds for each test")
    return dict(found)


def _check(found: object, types: Mapping[str, Any], subject: str) -> None:
    """Raises ValueError for what is not an object with keys of these types."""
    if not isinstance(found, dict):
        raise ValueError(f"{subject} is not an object")
    for key, kind in types.items():
        if key not in found or not isinstance(found[key], kind):
            raise ValueError(f"{subject} has no valid {key}")


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
    fences: dict[tuple[str, int], Entry] = {}
    for entry in (entry for part in ledgers for entry in part["fences"]):
        place = entry["page"], entry["line"]
        if place not in fences or entry["verdict"] == "failed":
            fences[place] = entry
    ran_at = min((part["ran_at"] for part in ledgers), key=datetime.fromisoformat)
    levels = dict.fromkeys(str(part.get("confinement", "unknown")) for part in ledgers)
    merged = {**ledgers[0], "ran_at": ran_at, "confinement": "; ".join(levels), "tools": tools}
    return {**merged, "fences": [fences[place] for place in sorted(fences)]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
