"""`--changed` runs what has changed since it passed, and says what it leaves out."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.evaluate.example_guide import Guide, fence

SETTINGS = ("guide_inputs=shared.txt", "testpaths=docs tests", "guide_always=tests/x")
INPUTS = [part for setting in SETTINGS for part in ("-o", setting)]
PASSING = "def test_one(): ...\n"


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages, one of which comes after another; two test files; everything has passed."""
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
    """A copy of that guide, with its record and its ledger."""
    shutil.copytree(passed, tmp_path / "guide")
    return Guide(tmp_path / "guide")


def _changed(guide: Guide, *arguments: str) -> tuple[str, list[str]]:
    """The output of a run with --changed, and the pages it ran."""
    printed = guide.pytest(*INPUTS, "--changed", "-v", *arguments, CI="")
    return printed, re.findall(r"^docs/(\w)\.md::\S+ PASSED", printed, re.MULTILINE)


def test_nothing_changed_runs_only_what_always_runs(guide: Guide) -> None:
    printed, pages = _changed(guide)
    assert pages == [] and "1 passed" in printed and "test_x.py" in printed
    assert "3 pages and 1 test files whose inputs have not changed since they passed" in printed


def test_a_page_and_those_that_come_after_it_run(guide: Guide) -> None:
    guide.write(a=fence("bash", "touch a b"))
    printed, pages = _changed(guide)
    assert pages == ["a", "b"] and "1 pages and 1 test files" in printed


def test_the_ledger_keeps_what_was_left_out_with_its_own_date(guide: Guide) -> None:
    before = guide.ledger()
    guide.write(a=fence("bash", "touch a b"))
    _changed(guide)
    fences = {(one["page"], one["line"]): one for one in guide.ledger()["fences"]}
    assert list(fences) == [(one["page"], one["line"]) for one in before["fences"]]
    assert fences["docs/c.md", 1]["ran_at"] == before["ran_at"]
    assert "ran_at" not in fences["docs/a.md", 1]


def test_what_everything_depends_on_runs_everything(guide: Guide) -> None:
    (guide.root / "shared.txt").write_text("y")
    printed, pages = _changed(guide)
    assert pages == ["a", "b", "c", "c"] and "6 passed" in printed


def test_a_page_that_fails_runs_again(guide: Guide) -> None:
    text = (guide.root / "docs/c.md").read_text()
    guide.write(c=fence("bash", "true") + fence("bash", "false"))
    assert "1 failed" in _changed(guide)[0]
    assert "1 failed" in _changed(guide)[0]
    guide.write(c=text)
    assert _changed(guide)[1] == ["c", "c"]


def test_part_of_a_page_is_no_pass(guide: Guide) -> None:
    guide.write(c=fence("bash", "true") + fence("bash", "echo"))
    guide.pytest(*INPUTS, "docs/c.md::1-bash", CI="")
    assert _changed(guide)[1] == ["c", "c"]


@pytest.mark.parametrize("record", ["[]", "null", '{"docs/c.md": 1}', "\xff"])
def test_a_damaged_record_runs_everything(guide: Guide, record: str) -> None:
    (guide.root / ".cache/passed.json").write_text(record, encoding="latin-1")
    assert _changed(guide)[1] == ["a", "b", "c", "c"]
    assert json.loads((guide.root / ".cache/passed.json").read_text())


def test_ci_never_uses_it(guide: Guide) -> None:
    printed = guide.pytest(*INPUTS, "--changed", CI="true")
    assert "ERROR: --changed is not for CI: run `uv run pytest`" in printed
