"""What runs have written below .cache: the ledger, and the record of what has passed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.evaluate.ledger import LEDGER
from tests.evaluate.passed import RECORD


def ledger_text(root: Path) -> str:
    """The ledger as it is on the disk."""
    return (root / LEDGER).read_text(encoding="utf-8")


def entries_of(root: Path, page: str) -> list[dict[str, Any]]:
    """The fences of a page in the record; none when it has not passed."""
    record = json.loads((root / RECORD).read_text(encoding="utf-8"))
    return [
        {name: value for name, value in entry.items() if name not in ("ran_at", "seconds")}
        for entry in record.get(page, {"fences": []})["fences"]
    ]
