"""The stamp at the foot of a page: it counts the blocks that passed if all ran as shown."""

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from overrides.hooks import run_stamp

PAGE = "docs/a.md"
RAN_AT = "2026-11-22T10:15:00+00:00"
TOOLS = {"twine": "7.0.0", "pip": "26.3"}
BLOCKS = [sha256(text.encode()).hexdigest() for text in ("true\n", "false\n", "x: 1\n")]


def row(verdict: str, digest: str, page: str = PAGE) -> dict[str, str]:
    """One block in the ledger's file."""
    return {"page": page, "verdict": verdict, "sha256": digest}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "verdicts.json"


def stamp(path: Path, *rows: dict[str, str], blocks: list[str] = BLOCKS) -> str:
    """The stamp of a page of these blocks, after a run that recorded these rows."""
    path.write_text(json.dumps({"ran_at": RAN_AT, "tools": TOOLS, "fences": rows}))
    return run_stamp.stamp(run_stamp.read(path), PAGE, blocks)


def test_the_stamp_counts_passed_failed_and_shown_blocks(path: Path) -> None:
    verdicts = ("ran", "ran", "checked", "failed", "shown")
    rows = [row(verdict, str(number)) for number, verdict in enumerate(verdicts)]
    text = stamp(path, *rows, row("ran", "0", "docs/b.md"), blocks=list("01234"))
    assert f'<time datetime="{RAN_AT}">22 November 2026</time>' in text
    assert "3 of 4 blocks passed (1 more only shown), with twine 7.0.0, pip 26.3." in text


def test_the_stamp_counts_blocks_only_if_all_ran_with_the_text_that_is_shown(path: Path) -> None:
    """Three blocks have passed; then one of them is changed, missing, added or moved."""
    first, second, third = (row("ran", digest) for digest in BLOCKS)
    assert "3 of 3 blocks passed, with" in stamp(path, first, second, third)
    assert stamp(path, first, row("ran", "0" * 64), third) == run_stamp.CHANGED
    assert stamp(path, first) == run_stamp.CHANGED
    assert stamp(path, first, second, third, third) == run_stamp.CHANGED
    assert stamp(path, second, first, third) == run_stamp.CHANGED


def test_the_stamp_has_the_date_of_the_block_that_ran_first(path: Path) -> None:
    """`pytest --changed` keeps the verdicts of earlier runs, each with its own time."""
    earlier = {**row("ran", BLOCKS[0]), "ran_at": "2026-10-01T00:00:00+00:00"}
    text = stamp(path, earlier, row("ran", BLOCKS[1]), blocks=BLOCKS[:2])
    assert '<time datetime="2026-10-01T00:00:00+00:00">1 October 2026</time>' in text


def test_names_and_versions_of_tools_are_escaped(path: Path) -> None:
    tools = {"<b>twine": "7&0"}
    path.write_text(json.dumps({**complete_ledger(), "tools": tools}))
    text = run_stamp.stamp(run_stamp.read(path), PAGE, BLOCKS[:1])
    assert text.endswith(", with &lt;b&gt;twine 7&amp;0.")


def test_a_page_that_is_not_in_the_ledger_has_not_run(path: Path) -> None:
    assert stamp(path, row("ran", BLOCKS[0], "docs/b.md")) == run_stamp.NOT_RUN
    assert run_stamp.stamp(None, PAGE, BLOCKS) == run_stamp.NOT_RUN


def complete_ledger() -> dict[str, Any]:
    """The content of a valid ledger."""
    return {"ran_at": RAN_AT, "tools": TOOLS, "fences": [row("ran", BLOCKS[0])]}


DAMAGED = {
    "empty": "",
    "cut-short": '{"fences": [',
    "nested-too-deep": "[" * 100_000,
    "list": "[]",
    "null": "null",
    "text": '"ran"',
    "no-keys": "{}",
    **{f"no-{key}": json.dumps({**complete_ledger(), key: None}) for key in complete_ledger()},
    **{
        f"lacks-{key}": json.dumps({k: v for k, v in complete_ledger().items() if k != key})
        for key in complete_ledger()
    },
    "no-date": json.dumps({**complete_ledger(), "ran_at": "yesterday"}),
    "tools-in-a-list": json.dumps({**complete_ledger(), "tools": ["twine"]}),
    "tool-without-text": json.dumps({**complete_ledger(), "tools": {"twine": 7}}),
    "fence-is-null": json.dumps({**complete_ledger(), "fences": [None]}),
    "fence-is-text": json.dumps({**complete_ledger(), "fences": ["docs/a.md"]}),
    "fence-without-date": json.dumps(
        {**complete_ledger(), "fences": [{**row("ran", ""), "ran_at": None}]}
    ),
    "fence-date-without-offset": json.dumps(
        {**complete_ledger(), "fences": [{**row("ran", ""), "ran_at": "2026-10-01T00:00:00"}]}
    ),
    "date-without-offset": json.dumps({**complete_ledger(), "ran_at": "2026-10-01T00:00:00"}),
    "unknown-verdict": json.dumps({**complete_ledger(), "fences": [row("walked", "")]}),
    "fence-lacks-digest": json.dumps(
        {**complete_ledger(), "fences": [{"page": PAGE, "verdict": "ran"}]}
    ),
    "fence-digest-is-null": json.dumps(
        {**complete_ledger(), "fences": [{**row("ran", ""), "sha256": None}]}
    ),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_ledger_counts_as_none(path: Path, text: str) -> None:
    path.write_text(text)
    assert run_stamp.read(path) is None


def test_a_ledger_that_is_missing_a_folder_or_not_utf8_counts_as_none(path: Path) -> None:
    assert run_stamp.read(path) is None
    path.write_bytes(b"\xff\xfe{}")
    assert run_stamp.read(path) is None
    path.unlink()
    path.mkdir()
    assert run_stamp.read(path) is None


def test_a_valid_ledger_is_read(path: Path) -> None:
    """The damaged ledgers above differ from it in one place."""
    path.write_text(json.dumps(complete_ledger()))
    ledger = run_stamp.read(path)
    ran_at = datetime.fromisoformat(RAN_AT)
    assert ledger and ledger.entries == [run_stamp.Entry(PAGE, "ran", BLOCKS[0], ran_at)]
