"""Whole runs of pytest: their output, the items that they run, and the ledger that they write."""

from __future__ import annotations

import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests import ROOT
from tests.evaluate.example_environment import SECRET
from tests.evaluate.example_guide import Guide, fence

MIXED = {
    "a": fence("bash", "x=1") + fence("console", "$ echo $x", "2") + fence("text", "x"),
    "b": "---\nafter: [none.md]\n---\n" + fence("bash", "true"),
    "c": fence("bash", "true"),
}


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide without pages, and a folder for temporary files beside it."""
    (tmp_path / "tmp").mkdir()
    return Guide(tmp_path)


def test_a_failure_is_printed_with_page_line_and_reason_and_is_in_the_ledger(guide: Guide) -> None:
    """Without a traceback. A page that cannot run does not stop the others."""
    printed = guide.write(**MIXED).pytest("-q", TMPDIR=str(guide.root / "tmp"))
    assert "\ndocs/a.md:5: `echo $x` did not print what the page shows\n" in printed
    assert "\ndocs/b.md:2: `after` names docs/none.md, which does not exist\n" in printed
    assert "2 failed, 3 passed" in printed and "Traceback" not in printed
    assert [(entry["page"], entry["line"], entry["language"], entry["verdict"])
            for entry in guide.ledger()["fences"]] == [
        ("docs/a.md", 1, "bash", "ran"), ("docs/a.md", 5, "console", "failed"),
        ("docs/a.md", 10, "text", "shown"), ("docs/b.md", 4, "bash", "failed"),
        ("docs/c.md", 1, "bash", "ran"),
    ]  # fmt: skip
    assert guide.leftovers() == []


def test_the_ledger_has_time_commit_tools_and_a_digest_of_each_block(guide: Guide) -> None:
    guide.write(a=fence("bash", "true"))
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["commit", "-qm", "x", "--allow-empty"]):
        subprocess.run([*git, *command], cwd=guide.root, check=True, timeout=60)
    guide.pytest("-q", "-o", "guide_tools=pytest")
    ledger = guide.ledger()
    head = (guide.root / ".git/refs/heads").iterdir().__next__().read_text().strip()
    assert (ledger["commit"], ledger["tools"]["pytest"]) == (head, pytest.__version__)
    assert ledger["confinement"].startswith("full (Landlock ABI ")
    assert ledger["tools"].keys() == {"pytest", "python", "bash", "git"}
    assert ledger["ran_at"].endswith("+00:00")
    assert ledger["fences"][0]["sha256"] == sha256(b"true\n").hexdigest()


def test_a_worker_runs_whole_pages_and_all_workers_share_a_ledger(guide: Guide) -> None:
    pages = {f"p{n}": fence("bash", "x=1") + fence("console", "$ echo $x", "1") for n in range(6)}
    printed = guide.write(**pages).pytest("-n", "auto", "--dist", "loadfile")
    assert re.search(r"\d+ workers? \[12 items\]", printed) and "12 passed" in printed
    assert [entry["verdict"] for entry in guide.ledger()["fences"]] == ["ran"] * 12


def test_few_files_and_static_checks_start_no_workers(guide: Guide) -> None:
    """Workers would take longer to start than they save."""
    guide.write(a=fence("bash", "true"))
    ini = ["-o", "markers=drift: static", "-n", "auto"]
    alone, drift = guide.pytest(*ini, "docs/a.md"), guide.pytest(*ini, "-m", "drift")
    assert "1 passed" in alone and "worker" not in alone
    assert "1 deselected" in drift and "worker" not in drift


def test_a_fence_that_is_selected_alone_runs_after_those_before_it(guide: Guide) -> None:
    guide.write(a=fence("bash", "x=1") + fence("console", "$ echo $x", "1"))
    assert "1 passed" in guide.pytest("docs/a.md::5-console")


LOGGING = """import logging
from tests.evaluate.example_environment import SECRET, ExampleEnvironment
from tests.evaluate.project import Project

class LoggingEnvironment(ExampleEnvironment):
    def submit(self, url, fields):
        logging.getLogger("service").warning("the password is %s", SECRET)
        print("it is", SECRET)
        return f"not {SECRET}"

def pytest_guide_project(config):
    return Project(LoggingEnvironment)
"""


def test_secrets_are_masked_in_the_report_the_log_and_the_ledger(guide: Guide) -> None:
    (guide.root / "conftest.py").write_text(LOGGING)
    page = fence('form {title="https://service.example/power"}', "Power: off")
    page += fence("bash", 'read -p "Password: " x; echo "$x" >&2; false')
    printed = guide.write(a=page).pytest("-n", "1")
    assert "not ***" in printed and "the password is ***" in printed and "2 failed" in printed
    assert SECRET not in printed + (guide.root / ".cache/verdicts.json").read_text()


FAULTY = """from tests.evaluate.example_environment import ExampleEnvironment
from tests.evaluate.project import Project

class FaultyEnvironment(ExampleEnvironment):
    def submit(self, url, fields):
        raise RuntimeError("a defect of the environment")

def pytest_guide_project(config):
    return Project(FaultyEnvironment)
"""


def test_an_exception_in_the_harness_is_shown_from_the_evaluator_on(guide: Guide) -> None:
    """The frames of pytest and Sybil above it are omitted; the ledger has the fence as failed."""
    (guide.root / "conftest.py").write_text(FAULTY)
    page = fence('form {title="https://service.example/power"}', "Power: off")
    printed = guide.write(a=page).pytest("-q", "--tb=short")
    assert "RuntimeError: a defect of the environment" in printed
    assert "in submit" in printed and "site-packages" not in printed
    assert [entry["verdict"] for entry in guide.ledger()["fences"]] == ["failed"]


def test_a_setting_or_a_page_that_is_not_valid_is_reported_in_one_sentence(guide: Guide) -> None:
    """Here: an unknown tool, a time limit that is not a number, a page that is not UTF-8."""
    guide.write(a=fence("bash", "true"))
    (guide.root / "docs/b.md").write_bytes(b"\xff\xfe")
    assert "ERROR: guide_tools names 'nonesuch'" in guide.pytest("-o", "guide_tools=nonesuch")
    assert "ERROR: guide_fence_seconds is 'x'" in guide.pytest("-o", "guide_fence_seconds=x")
    printed = guide.pytest("-q")
    assert "docs/b.md:1: is not UTF-8" in printed and "1 failed, 1 passed" in printed


def test_markdown_outside_the_folder_of_pages_is_not_collected(guide: Guide) -> None:
    """An argument that names its folder changes nothing."""
    guide.write(a=fence("bash", "true"))
    (guide.root / "README.md").write_text(fence("bash", "false"))
    assert "1 passed" in guide.pytest("-q", ".")


def test_the_repository_may_be_in_a_folder_whose_name_has_a_quote_and_a_blank(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    (link := guide.root / "it's here").symlink_to(ROOT)
    monkeypatch.setattr("tests.evaluate.example_guide.ROOT", link)
    assert "1 passed" in guide.write(a=fence("bash", "true")).pytest("-q")
