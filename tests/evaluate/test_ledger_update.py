"""What a run changes in the ledger: whole pages and failures, nothing else."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from overrides.hooks import verdicts
from tests.evaluate.example_guide import fence
from tests.evaluate.ledger import LEDGER, Entry, PageDigests, entry
from tests.evaluate.ledger_update import Reached
from tests.evaluate.ledger_writer import update
from tests.pages.page import Docs

A, B = "docs/a.md", "docs/b.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two pages, of three fences and of one, which have run and passed."""
    write(tmp_path, A, "one", "two", "three")
    write(tmp_path, B, "four")
    record(tmp_path, *entries(tmp_path, A), *entries(tmp_path, B))
    return tmp_path


def write(root: Path, page: str, *commands: str) -> None:
    (root / page).parent.mkdir(exist_ok=True)
    (root / page).write_text("".join(fence("bash", f"echo {command}") for command in commands))


def entries(root: Path, page: str, *verdicts_: str) -> list[Entry]:
    """The entries of the page as it is now, of which the first have these verdicts."""
    docs = Docs(root)
    found = docs.page(page)
    given = dict(enumerate(verdicts_))
    digests = PageDigests.of(docs, found)
    return [entry(found, n, digests, given.get(n, "ran"), 0.1) for n in range(len(found.fences))]


def record(root: Path, *found: Entry, lines: tuple[tuple[str, int], ...] = ()) -> None:
    """End a run that has reached these entries, and in which tests of these lines failed."""
    reached = Reached()
    for each in found:
        reached.add(each, each["verdict"] == "failed")
    for page, line in lines:
        reached.failed_lines[page].add(line)
    update(Docs(root), reached, {"twine": "7"})


def ledger(root: Path) -> dict[str, list[str]]:
    """The verdicts in the ledger by page."""
    found: dict[str, list[str]] = {}
    for each in verdicts.read(root / LEDGER)["fences"]:
        found.setdefault(each["page"], []).append(each["verdict"])
    return found


def text(root: Path) -> str:
    return (root / LEDGER).read_text()


def test_a_page_that_ran_as_a_whole_is_replaced_and_the_others_stay(root: Path) -> None:
    record(root, *entries(root, A, "checked"))
    assert ledger(root) == {A: ["checked", "ran", "ran"], B: ["ran"]}
    runs = [each["run"] for each in verdicts.read(root / LEDGER)["fences"]]
    assert len(set(runs[:3])) == 1 and runs[3] != runs[0]


@pytest.mark.parametrize("reached", [0, 1, 2])
def test_a_page_that_ran_in_part_stays_as_it_is(root: Path, reached: int) -> None:
    before = text(root)
    record(root, *entries(root, A, "checked", "checked")[:reached])
    assert text(root) == before


def test_a_fence_that_failed_in_a_part_of_a_page_has_failed(root: Path) -> None:
    record(root, *entries(root, A, "ran", "failed")[:2])
    assert ledger(root) == {A: ["ran", "failed", "ran"], B: ["ran"]}


def test_a_failure_of_another_text_of_the_page_is_not_one_of_the_text_that_ran(root: Path) -> None:
    """The site says of it that it has changed since it ran."""
    before = text(root)
    write(root, A, "one", "2", "three")
    record(root, *entries(root, A, "ran", "failed")[:2])
    assert text(root) == before


def test_a_fence_without_an_entry_that_failed_has_failed(root: Path) -> None:
    """Such as one that has killed its worker."""
    record(root, lines=((A, 5),))
    assert ledger(root) == {A: ["ran", "failed", "ran"], B: ["ran"]}


def test_a_fence_that_failed_once_in_a_run_has_failed(root: Path) -> None:
    one, two, three = entries(root, A)
    record(root, one, {**two, "verdict": "failed"}, two, three)
    assert ledger(root)[A] == ["ran", "failed", "ran"]


def test_the_entries_of_a_removed_page_go(root: Path) -> None:
    (root / A).unlink()
    record(root, *entries(root, B))
    assert ledger(root) == {B: ["ran"]}


def test_the_entries_of_removed_blocks_go_and_those_of_changed_ones_wait(root: Path) -> None:
    """A changed block keeps its entry, from which the site has the date of the last run."""
    write(root, A, "one", "three")
    os.utime(root / A, (4_000_000_000,) * 2)
    record(root, *entries(root, B))
    assert [e["line"] for e in verdicts.read(root / LEDGER)["fences"] if e["page"] == A] == [1, 9]
    write(root, A, "one", "3")
    os.utime(root / A, (4_000_000_000,) * 2)
    record(root, *entries(root, B))
    assert ledger(root) == {A: ["ran", "ran"], B: ["ran"]}


@pytest.mark.parametrize("damaged", ["[]", "null", "{}", '{"fences": [', "\xff", '{"fences": []}'])
def test_a_damaged_ledger_is_replaced(root: Path, damaged: str) -> None:
    (root / LEDGER).write_text(damaged, encoding="latin-1")
    record(root, *entries(root, B))
    assert ledger(root) == {B: ["ran"]}


def test_duplicate_and_foreign_entries_go(root: Path) -> None:
    found: dict[str, Any] = verdicts.read(root / LEDGER)
    first = found["fences"][0]
    for extra in (first, {**first, "page": "docs/none.md"}, {**first, "page": "/etc/passwd"}):
        found["fences"].append(extra)
    (root / LEDGER).write_text(json.dumps(found))
    record(root, *entries(root, B))
    assert ledger(root) == {A: ["ran"] * 3, B: ["ran"]}


def test_runs_that_end_at_the_same_time_lose_no_page(root: Path) -> None:
    pages = [f"docs/p{number}.md" for number in range(16)]
    for page in pages:
        write(root, page, page)
    with ThreadPoolExecutor(8) as runs:
        list(runs.map(lambda page: record(root, *entries(root, page)), pages))
    assert ledger(root).keys() == {A, B, *pages}
    assert not list((root / LEDGER).parent.glob("*.part"))
