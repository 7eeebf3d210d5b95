"""Merging the ledgers of the parts of a run."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evaluate.merge import merge


def _ledger(*fences: tuple[str, int, str], **changed: Any) -> dict[str, Any]:
    entries = [{"page": page, "line": line, "verdict": verdict} for page, line, verdict in fences]
    run = {"ran_at": "2026-11-26T12:00:00+00:00", "commit": "c0ffee", "tools": {"twine": "7"}}
    return {**run, "fences": entries, **changed}


def test_the_merged_ledger_has_all_fences_in_order_and_the_earliest_date() -> None:
    first = _ledger(("b", 3, "ran"), ("c", 1, "shown"), ran_at="2026-11-26T12:05:00+00:00")
    second = _ledger(("a", 9, "ran"), ("b", 12, "ran"))
    merged = merge([first, second])
    assert [(entry["page"], entry["line"]) for entry in merged["fences"]] == [
        ("a", 9), ("b", 3), ("b", 12), ("c", 1),
    ]  # fmt: skip
    assert merged["ran_at"] == "2026-11-26T12:00:00+00:00" and merged["commit"] == "c0ffee"


@pytest.mark.parametrize("verdicts", [("ran", "failed"), ("failed", "ran")])
def test_a_fence_that_failed_in_one_part_has_failed(verdicts: tuple[str, str]) -> None:
    merged = merge([_ledger(("a", 1, verdict)) for verdict in verdicts])
    assert [entry["verdict"] for entry in merged["fences"]] == ["failed"]


@pytest.mark.parametrize("changed", [{"commit": "decaf"}, {"tools": {"twine": "8"}}])
def test_parts_of_different_runs_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=rf"different runs: {next(iter(changed))} differs"):
        merge([_ledger(("a", 1, "ran")), _ledger(("a", 2, "ran"), **changed)])


def test_no_ledger_is_refused() -> None:
    with pytest.raises(ValueError, match="name the folders of the parts"):
        merge([])
