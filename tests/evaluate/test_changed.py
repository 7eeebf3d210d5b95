"""`--changed` runs the files that have changed since they passed, and prints how many it omits."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.evaluate.example_guide import Guide, fence
from tests.evaluate.passed import Record

SETTINGS = ("guide_inputs=shared.txt", "testpaths=docs tests", "guide_always=tests/x")
INPUTS = [part for setting in SETTINGS for part in ("-o", setting)]
PASSING = "def test_one(): ...\n"


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pages and two test files that have passed: b starts after a, d has no fence."""
    root = tmp_path_factory.mktemp("passed")
    guide = Guide(root).write(
        a=fence("bash", "touch a"),
        b="---\nafter: [a.md]\n---\n" + fence("bash", "ls a"),
        c=fence("bash", "true") + fence("bash", "true"),
        d="No fence.\n",
    )
    (root / "shared.txt").write_text("x")
    for name in ("y", "x"):
        (root / f"tests/{name}").mkdir(parents=True)
        (root / f"tests/{name}/test_{name}.py").write_text(PASSING)
    assert "6 passed" in guide.pytest(*INPUTS, CI="")
    return root


@pytest.fixture
def guide(passed: Path, tmp_path: Path) -> Guide:
    """A copy of the guide that has passed, with its record and its ledger."""
    return Guide(shutil.copytree(passed, tmp_path / "guide"))


def _changed(guide: Guide, *arguments: str) -> tuple[str, list[str]]:
    """The output of a run with --changed, and the pages that it ran."""
    printed = guide.pytest(*INPUTS, "--changed", "-v", *arguments, CI="")
    return printed, re.findall(r"^docs/(\w)\.md::\S+ PASSED", printed, re.MULTILINE)


def test_without_a_change_only_the_folders_of_guide_always_run(guide: Guide) -> None:
    printed, pages = _changed(guide)
    assert pages == [] and "1 passed" in printed and "test_x.py" in printed
    assert "3 pages and 1 test files whose inputs have not changed since they passed" in printed


def test_a_changed_page_runs_and_so_do_the_pages_that_start_after_it(guide: Guide) -> None:
    guide.write(a=fence("bash", "touch a b"))
    printed, pages = _changed(guide)
    assert pages == ["a", "b"] and "1 pages and 1 test files" in printed


def test_the_ledger_keeps_the_entries_of_omitted_pages_with_their_dates(guide: Guide) -> None:
    before = guide.ledger()
    guide.write(a=fence("bash", "touch a b"))
    _changed(guide)
    fences = {(entry["page"], entry["line"]): entry for entry in guide.ledger()["fences"]}
    assert list(fences) == [(entry["page"], entry["line"]) for entry in before["fences"]]
    assert fences["docs/c.md", 1]["ran_at"] == before["ran_at"]
    assert fences["docs/c.md", 1]["run"] == before["run"] != fences["docs/a.md", 1]["run"]


def test_a_page_that_is_not_in_the_ledger_runs(guide: Guide) -> None:
    """A record of its passing without its verdicts would leave the site without a stamp."""
    (guide.root / ".cache/verdicts.json").unlink()
    assert _changed(guide)[1] == ["a", "b", "c", "c"]


def test_a_changed_shared_input_makes_every_file_run(guide: Guide) -> None:
    (guide.root / "shared.txt").write_text("y")
    printed, pages = _changed(guide)
    assert pages == ["a", "b", "c", "c"] and "6 passed" in printed


def test_a_page_that_failed_runs_until_it_passes(guide: Guide) -> None:
    text = (guide.root / "docs/c.md").read_text()
    guide.write(c=fence("bash", "true") + fence("bash", "false"))
    assert "1 failed" in _changed(guide)[0]
    assert "1 failed" in _changed(guide)[0]
    guide.write(c=text)
    assert _changed(guide)[1] == ["c", "c"]


def test_a_page_that_ran_in_part_has_not_passed(guide: Guide) -> None:
    guide.write(c=fence("bash", "true") + fence("bash", "echo"))
    guide.pytest(*INPUTS, "docs/c.md::1-bash", CI="")
    assert _changed(guide)[1] == ["c", "c"]


@pytest.mark.parametrize("record", ["[]", "null", '{"docs/c.md": 1}', "\xff"])
def test_every_file_runs_when_the_record_is_damaged(guide: Guide, record: str) -> None:
    (guide.root / ".cache/passed.json").write_text(record, encoding="latin-1")
    assert _changed(guide)[1] == ["a", "b", "c", "c"]
    assert json.loads((guide.root / ".cache/passed.json").read_text())


def test_few_changed_files_start_no_workers(guide: Guide) -> None:
    """A worker would take longer to start than it saves."""
    printed, _ = _changed(guide, "-n", "auto")
    assert "1 passed" in printed and "worker" not in printed


def test_changed_is_refused_in_ci(guide: Guide) -> None:
    printed = guide.pytest(*INPUTS, "--changed", CI="true")
    assert "ERROR: --changed is not for CI: run `uv run pytest`" in printed


@pytest.mark.parametrize(
    "arguments",
    [["--deselect", "tests/y/test_y.py::test_two", "tests/y"], ["-k", "one", "tests/y"],
     ["tests/y/test_y.py::test_one"], ["-n", "2", "-k", "one", "tests/y"]],
)  # fmt: skip
def test_a_test_file_that_ran_in_part_has_not_passed(guide: Guide, arguments: list[str]) -> None:
    (guide.root / "shared.txt").write_text("y")
    (guide.root / "tests/y/test_y.py").write_text(PASSING + "def test_two(): assert 0\n")
    assert "1 passed" in guide.pytest(*INPUTS, *arguments, CI="")
    assert "1 failed" in guide.pytest(*INPUTS, "--changed", CI="")


def test_a_page_that_is_named_is_in_the_ledger_once(guide: Guide) -> None:
    """pytest runs a file that is named although it has not changed."""
    guide.pytest(*INPUTS, "--changed", "docs/c.md", CI="")
    places = [(one["page"], one["line"]) for one in guide.ledger()["fences"]]
    assert len(places) == len(set(places)) == 4


def test_two_runs_at_once_change_only_their_own_files(guide: Guide) -> None:
    """A run that read the record earlier does not bring back what another one removed."""
    early, late = Record.load(guide.root), Record.load(guide.root)
    late.save({}, ["docs/c.md"])
    early.save({}, [])
    assert "docs/c.md" not in Record.load(guide.root).files


def test_a_record_that_cannot_be_written_is_a_warning(guide: Guide) -> None:
    record = guide.root / ".cache/passed.json"
    record.unlink()
    record.mkdir()
    printed = guide.pytest(*INPUTS, CI="")
    assert "6 passed" in printed
    assert "What has passed could not be recorded for --changed: [Errno 21]" in printed
