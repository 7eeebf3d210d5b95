"""What runs have written below .cache: the ledger, and the record of what has passed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from overrides.hooks import verdicts
from tests.evaluate.ledger import LEDGER
from tests.evaluate.passed import RECORD
from tests.faults.checkout import Checkout
from tests.pages.page import Docs


def ledger_text(root: Path) -> str:
    """The ledger as it is on the disk."""
    return (root / LEDGER).read_text(encoding="utf-8")


def entries_of(root: Path, page: str) -> list[dict[str, Any]]:
    """The entries of a page in the ledger; none when the record does not have it as passed."""
    if page not in json.loads((root / RECORD).read_text(encoding="utf-8")):
        return []
    found = verdicts.read(root / LEDGER)["fences"]
    return [
        {name: value for name, value in entry.items() if name not in ("ran_at", "run", "seconds")}
        for entry in found
        if entry["page"] == page
    ]


def fences(checkout: Checkout, *pages: str) -> set[tuple[str, int]]:
    """The page and the line of each fence of the pages."""
    docs = Docs(checkout.root)
    return {(page, fence.line) for page in pages for fence in docs.page(page).fences}


def fences_in_ledger(checkout: Checkout) -> set[tuple[str, int]]:
    """The same of the ledger, which raises ValueError when it is not whole."""
    return {(entry["page"], entry["line"]) for entry in checkout.ledger()["fences"]}
