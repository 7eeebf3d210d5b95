"""Rows that the stand-in need not agree with, each with its reason; one that agrees fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

#: (what it selects, why it is left out)
EXEMPTIONS: list[tuple[Callable[[Mapping[str, Any]], bool], str]] = []


def reason(row: Mapping[str, Any]) -> str | None:
    """Why `row` is left out; None for a row that counts."""
    return next((why for selects, why in EXEMPTIONS if selects(row)), None)
