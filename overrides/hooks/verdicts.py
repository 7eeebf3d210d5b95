"""Reads the ledger of the test runs, `.cache/verdicts.json`, and refuses a damaged one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

LEDGER = Path(".cache/verdicts.json")
VERDICTS = ("ran", "checked", "shown", "failed")
TEXT_OR_NONE = (str, type(None))
#: The types of the keys of a run, which the ledger has of the last one and each entry of its own.
RUN_TYPES = {"ran_at": str, "commit": TEXT_OR_NONE, "run": str, "tools": dict}
LEDGER_TYPES = {**RUN_TYPES, "fences": list}
ENTRY_TYPES = {
    "page": str, "line": int, "number": int, "of": int, "language": str, "verdict": str,
    "seconds": (int, float), "sha256": str, "page_sha256": str, "prerequisites_sha256": str,
    **RUN_TYPES,
}  # fmt: skip


class DamagedLedger(ValueError):
    """What is wrong with a ledger, as a sentence that begins with the file."""


def read(path: Path) -> dict[str, Any]:
    """The ledger in the file. Raises DamagedLedger, and OSError for a file that is not readable."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as problem:
        raise DamagedLedger(f"{path}: not JSON: {problem}") from None
    try:
        _check(found, LEDGER_TYPES, "the ledger")
        for number, entry in enumerate(found["fences"], 1):
            check_entry(entry, f"entry {number}")
    except ValueError as problem:
        raise DamagedLedger(f"{path}: {problem}") from None
    return dict(found)


def check_entry(found: Any, subject: str = "the entry") -> None:
    """Raises ValueError for what is not the entry of one block."""
    _check(found, ENTRY_TYPES, subject)
    if found["verdict"] not in VERDICTS:
        raise ValueError(f"{subject} has no valid verdict: {found['verdict']!r}")
    if not 1 <= found["number"] <= found["of"]:
        raise ValueError(f"{subject} has no valid number: {found['number']} of {found['of']}")


def _check(found: Any, types: Mapping[str, Any], subject: str) -> None:
    """Raises ValueError for what is not an object with keys of these types."""
    if not isinstance(found, dict):
        raise ValueError(f"{subject} is not an object")
    for key, kind in types.items():
        if key not in found or isinstance(found[key], bool) or not isinstance(found[key], kind):
            raise ValueError(f"{subject} has no valid {key}")
    if not all(isinstance(text, str) for pair in found["tools"].items() for text in pair):
        raise ValueError(f"{subject} has no valid tools")
    date(found["ran_at"], subject)


def date(text: str, subject: str = "the ledger") -> datetime:
    """The time in the text. Raises ValueError for one without an offset from UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None:
        raise ValueError(f"{subject}: ran_at is not a date with an offset: {text!r}")
    return found
