"""Whole runs: what they print, what they leave, and what becomes of those that are ended."""

from __future__ import annotations

import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.evaluate.example_environment import SECRET
from tests.evaluate.example_guide import Guide, fence

MIXED = {
    "a": fence("bash", "x=1") + fence("console", "$ echo $x", "2") + fence("text", "x"),
    "b": "---\nafter: [none.md]\n---\n" + fence("bash", "true"),
    "c": fence("bash", "true"),
}


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """An empty guide with a place for temporary files beside it."""
    (tmp_path / "tmp").mkdir()
    return Guide(tmp_path)


def test_a_run_tells_page_line_and_reason_and_keeps_the_ledger(guide: Guide) -> None:
    """One sentence for each failure, no traceback; a broken page does not stop the others."""
    printed = guide.write(**MIXED).pytest("-q", TMPDIR=str(guide.root / "tmp"))
    assert "\ndocs/a.md:5: `echo $x` did not print what the page shows\n" in printed
    assert "\ndocs/b.md:2: `after` names docs/none.md, which is not there\n" in printed
    assert "2 failed, 3 passed" in printed and "Traceback" not in printed
    assert [(one["page"], one["line"], one["language"], one["verdict"])
            for one in guide.ledger()["fences"]] == [
        ("docs/a.md", 1, "bash", "ran"), ("docs/a.md", 5, "console", "failed"),
        ("docs/a.md", 10, "text", "shown"), ("docs/b.md", 4, "bash", "failed"),
        ("docs/c.md", 1, "bash", "ran"),
    ]  # fmt: skip
    assert guide.leftovers() == []


def test_the_ledger_names_its_run(guide: Guide) -> None:
    """When, at which commit, with which tools, and the text of each block."""
    guide.write(a=fence("bash", "true"))
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run([*git, "init", "-q"], cwd=guide.root, check=True)
    subprocess.run([*git, "commit", "-qm", "x", "--allow-empty"], cwd=guide.root, check=True)
    guide.pytest("-q", "-o", "guide_tools=pytest")
    ledger = guide.ledger()
    head = (guide.root / ".git/refs/heads").iterdir().__next__().read_text().strip()
    assert (ledger["commit"], ledger["tools"]) == (head, {"pytest": pytest.__version__})
    assert ledger["ran_at"].endswith("+00:00")
    assert ledger["fences"][0]["sha256"] == sha256(b"true\n").hexdigest()


def test_workers_keep_pages_whole_and_report_alike(guide: Guide) -> None:
    """A run of everything has two workers, and one ledger."""
    pages = {f"p{n}": fence("bash", "x=1") + fence("console", "$ echo $x", "1") for n in range(6)}
    printed = guide.write(**pages).pytest("-n", "auto", "--dist", "loadfile")
    assert re.search(r"[23] workers \[12 items\]", printed) and "12 passed" in printed
    assert [one["verdict"] for one in guide.ledger()["fences"]] == ["ran"] * 12


def test_few_files_and_static_checks_start_no_workers(guide: Guide) -> None:
    """They would cost more than they save; the static checks play no fence."""
    guide.write(a=fence("bash", "true"))
    ini = ["-o", "markers=drift: static", "-n", "auto"]
    alone, drift = guide.pytest(*ini, "docs/a.md"), guide.pytest(*ini, "-m", "drift")
    assert "1 passed" in alone and "worker" not in alone
    assert "1 deselected" in drift and "worker" not in drift


def test_one_fence_is_played_behind_those_before_it(guide: Guide) -> None:
    """A run of one item begins where a reader of its page would be."""
    guide.write(a=fence("bash", "x=1") + fence("console", "$ echo $x", "1"))
    assert "1 passed" in guide.pytest("docs/a.md::5-console")
    assert [one["line"] for one in guide.ledger()["fences"]] == [5]


LOGGING = """import logging
from tests.evaluate.example_environment import SECRET, DoorEnvironment
from tests.evaluate.project import Project

class Talking(DoorEnvironment):
    def submit(self, url, fields):
        logging.getLogger("door").warning("the password is %s", SECRET)
        print("it is", SECRET)
        return f"not {SECRET}"

def pytest_guide_project(config):
    return Project(Talking)
"""


def test_no_secret_is_in_what_a_run_prints_or_writes(guide: Guide) -> None:
    """Not in the report, not in what was logged beside it, not in the ledger."""
    (guide.root / "conftest.py").write_text(LOGGING)
    page = fence('form {title="https://door.example/lock"}', "Colour: red")
    page += fence("bash", 'read -p "Password: " x; echo "$x" >&2; false')
    printed = guide.write(a=page).pytest("-n", "1")
    assert "not ***" in printed and "the password is ***" in printed and "2 failed" in printed
    assert SECRET not in printed + (guide.root / ".cache/verdicts.json").read_text()


def test_settings_that_are_none_end_in_one_sentence(guide: Guide) -> None:
    """An unknown tool, a limit that is no number, a page that is no text."""
    guide.write(a=fence("bash", "true"))
    (guide.root / "docs/b.md").write_bytes(b"\xff\xfe")
    assert "ERROR: guide_tools names 'nonesuch'" in guide.pytest("-o", "guide_tools=nonesuch")
    assert "ERROR: guide_fence_seconds is 'x'" in guide.pytest("-o", "guide_fence_seconds=x")
    printed = guide.pytest("-q")
    assert "docs/b.md:1: is not UTF-8" in printed and "1 failed, 1 passed" in printed


def test_markdown_outside_the_guide_is_nobody_s_page(guide: Guide) -> None:
    """A README is no test, also when its folder is named."""
    guide.write(a=fence("bash", "true"))
    (guide.root / "README.md").write_text(fence("bash", "false"))
    assert "1 passed" in guide.pytest("-q", ".")
