"""The site reads a ledger that is whole, and takes a damaged one for none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overrides.hooks import run_stamp, verdicts
from tests.site.test_run_stamp import PAGE, PASSED, RAN_AT, RUN, row

LEDGER = {**RUN, "fences": PASSED}
DAMAGED = {
    "empty": "",
    "cut-short": '{"fences": [',
    "nested-too-deep": "[" * 100_000,
    "list": "[]",
    "null": "null",
    "text": '"ran"',
    "no-keys": "{}",
    **{f"null-{key}": {**LEDGER, key: None} for key in LEDGER if key != "commit"},
    **{f"lacks-{key}": {k: v for k, v in LEDGER.items() if k != key} for key in LEDGER},
    "no-date": {**LEDGER, "ran_at": "yesterday"},
    "date-without-offset": {**LEDGER, "ran_at": "2026-10-01T00:00:00"},
    "tools-in-a-list": {**LEDGER, "tools": ["twine"]},
    "tool-without-text": {**LEDGER, "tools": {"twine": 7}},
    "entry-is-null": {**LEDGER, "fences": [None]},
    "entry-is-text": {**LEDGER, "fences": ["docs/a.md"]},
    "unknown-verdict": {**LEDGER, "fences": [row(1, "walked")]},
    "number-is-true": {**LEDGER, "fences": [{**row(1), "number": True}]},
    "number-too-large": {**LEDGER, "fences": [{**row(1), "number": 4}]},
    **{f"entry-with-null-{key}": {**LEDGER, "fences": [{**row(1), key: None}]}
       for key in row(1) if key != "commit"},
    **{f"entry-lacks-{key}": {**LEDGER, "fences": [{k: v for k, v in row(1).items() if k != key}]}
       for key in row(1)},
}  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_ledger_counts_as_none(tmp_path: Path, content: object) -> None:
    path = tmp_path / "verdicts.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    assert run_stamp.entries_by_page(path) == {}
    with pytest.raises(verdicts.DamagedLedger, match=f"^{path}: "):
        verdicts.read(path)


def test_a_ledger_that_is_missing_a_folder_or_not_utf8_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.json"
    assert run_stamp.entries_by_page(path) == {}
    path.write_bytes(b"\xff\xfe{}")
    assert run_stamp.entries_by_page(path) == {}
    path.unlink()
    path.mkdir()
    assert run_stamp.entries_by_page(path) == {}


def test_a_valid_ledger_is_read(tmp_path: Path) -> None:
    """The damaged ledgers above differ from it in one place. RUN is not in the future."""
    (tmp_path / "verdicts.json").write_text(json.dumps(LEDGER))
    assert run_stamp.entries_by_page(tmp_path / "verdicts.json") == {PAGE.name: PASSED}
    assert datetime.fromisoformat(RAN_AT) < datetime.now(UTC)
