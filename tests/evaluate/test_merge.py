"""Merging the ledgers of the parts of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evaluate.merge import main, merge

RUN = {"ran_at": "2026-11-26T12:00:00+00:00", "commit": "c0ffee", "tools": {"twine": "7"}}


def _entry(page: str, line: int, verdict: str) -> dict[str, Any]:
    digests = dict.fromkeys(("sha256", "page_sha256", "prerequisites_sha256"), "0" * 64)
    place = {"page": page, "line": line, "number": line, "of": 12, "language": "bash"}
    return {**place, "verdict": verdict, "seconds": 0.1, **digests, **RUN, "run": "1"}


def _ledger(*fences: tuple[str, int, str], **changed: Any) -> dict[str, Any]:
    return {**RUN, "run": "1", "fences": [_entry(*each) for each in fences], **changed}


def test_the_merged_ledger_has_all_fences_in_order_and_the_earliest_date() -> None:
    first = _ledger(("b", 3, "ran"), ("c", 1, "shown"), ran_at="2026-11-26T12:05:00+00:00")
    second = _ledger(("a", 9, "ran"), ("b", 12, "ran"))
    merged = merge([first, second])
    assert [(entry["page"], entry["line"]) for entry in merged["fences"]] == [
        ("a", 9), ("b", 3), ("b", 12), ("c", 1),
    ]  # fmt: skip
    assert merged["ran_at"] == "2026-11-26T12:00:00+00:00" and merged["commit"] == "c0ffee"


def test_parts_that_were_confined_differently_name_all_levels() -> None:
    parts = [_ledger(("a", n, "ran"), confinement=how) for n, how in enumerate(["full", "less"])]
    assert merge(parts)["confinement"] == "full; less"


@pytest.mark.parametrize("verdicts", [("ran", "failed"), ("failed", "ran")])
def test_a_fence_that_failed_in_one_part_has_failed(verdicts: tuple[str, str]) -> None:
    merged = merge([_ledger(("a", 1, verdict)) for verdict in verdicts])
    assert [entry["verdict"] for entry in merged["fences"]] == ["failed"]


@pytest.mark.parametrize("changed", [{"commit": "decaf"}, {"tools": {"twine": "8"}}])
def test_parts_of_different_runs_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=rf"different runs: {next(iter(changed))} differs"):
        merge([_ledger(("a", 1, "ran")), _ledger(("a", 2, "ran"), **changed)])


def test_parts_on_machines_with_different_programs_name_all_versions() -> None:
    """GitHub renews the image of its runners in the middle of a run."""
    first, second = ({"twine": "7", "git": version} for version in ("2.50.1", "2.51.0"))
    merged = merge([_ledger(("a", 1, "ran"), tools=first), _ledger(("b", 1, "ran"), tools=second)])
    assert merged["tools"] == {"twine": "7", "git": "2.50.1 and 2.51.0"}


def test_fences_that_one_line_includes_are_all_kept() -> None:
    entries = [{**_entry("a", 1, "ran"), "number": number} for number in (1, 2)]
    merged = merge([_ledger(fences=entries[:1]), _ledger(fences=entries[1:])])
    assert merged["fences"] == entries


def test_parts_with_different_texts_of_a_page_are_refused() -> None:
    other = _ledger(fences=[{**_entry("a", 1, "ran"), "page_sha256": "1" * 64}])
    with pytest.raises(ValueError, match="the parts ran different texts of a"):
        merge([_ledger(("a", 1, "ran")), other])


def test_no_ledger_is_refused() -> None:
    with pytest.raises(ValueError, match="name the folders of the parts"):
        merge([])


def test_dates_are_compared_as_times() -> None:
    """13:30+02:00 is earlier than 12:00+00:00, although it sorts after it as text."""
    other = _ledger(("a", 1, "ran"), ran_at="2026-11-26T13:30:00+02:00")
    assert merge([_ledger(("b", 1, "ran")), other])["ran_at"] == "2026-11-26T13:30:00+02:00"


def _main(folder: Path, monkeypatch: pytest.MonkeyPatch, ledger: str, durations: str) -> int:
    """Merge a valid part and a part with these files; write into `folder`."""
    monkeypatch.setattr("tests.evaluate.merge.ROOT", folder)
    parts = {"one": (json.dumps(_ledger(("a", 1, "ran"))), '{"t": 1}'), "two": (ledger, durations)}
    for name, texts in parts.items():
        (folder / name).mkdir()
        for file, text in zip(("verdicts.json", "durations.json"), texts, strict=True):
            (folder / name / file).write_text(text)
    return main([str(folder / name) for name in parts])


def test_main_writes_the_merged_ledger_and_durations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = json.dumps(_ledger(("b", 1, "ran"), commit="c0ffee"))
    assert _main(tmp_path, monkeypatch, ledger, '{"u": 0.5}') == 0
    written = json.loads((tmp_path / ".cache/verdicts.json").read_text())
    assert [entry["page"] for entry in written["fences"]] == ["a", "b"]
    assert json.loads((tmp_path / ".cache/durations.json").read_text()) == {"t": 1, "u": 0.5}


VALID = _ledger(("a", 2, "ran"))
DAMAGED = {
    "list": "[]", "empty": "{}", "cut short": "{", "nested too deep": "[" * 100_000,
    "no fences": json.dumps({key: VALID[key] for key in VALID if key != "fences"}),
    "no commit": json.dumps({key: VALID[key] for key in VALID if key != "commit"}),
    "null date": json.dumps({**VALID, "ran_at": None}),
    "no date": json.dumps({**VALID, "ran_at": "yesterday"}),
    "date without offset": json.dumps({**VALID, "ran_at": "2026-11-26T12:00:00"}),
    "tools in a list": json.dumps({**VALID, "tools": ["twine"]}),
    "fence is null": json.dumps({**VALID, "fences": [None]}),
    "fence without line": json.dumps({**VALID, "fences": [{**_entry("a", 2, "ran"), "line": ""}]}),
}  # fmt: skip


def _refusal(printed: str, file: Path) -> bool:
    """Whether it is one line, which names the command and the file."""
    return printed.startswith(f"tests.evaluate.merge: {file}: ") and printed.count("\n") == 1


@pytest.mark.parametrize("ledger", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_ledger_is_refused_with_its_name(
    tmp_path: Path, ledger: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert _main(tmp_path, monkeypatch, ledger, "{}") == 2
    assert _refusal(capsys.readouterr().err, tmp_path / "two/verdicts.json")
    assert not (tmp_path / ".cache").exists()


@pytest.mark.parametrize("durations", ["[1]", "null", '{"t": "1"}', "{"])
def test_damaged_durations_are_refused_with_their_name(
    tmp_path: Path, durations: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert _main(tmp_path, monkeypatch, json.dumps(VALID), durations) == 2
    assert _refusal(capsys.readouterr().err, tmp_path / "two/durations.json")
