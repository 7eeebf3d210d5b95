"""Runs of pytest that reach a part of the pages, or fail, leave the rest of the ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.evaluate.example_guide import Guide, fence

PAGES = {
    "a": fence("bash", "true") + fence("bash", "echo") + fence("text", "x"),
    "b": fence("bash", "true"),
}
MARKER = ("-o", "markers=drift: static")


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """A guide whose pages have all passed."""
    guide = Guide(tmp_path_factory.mktemp("complete")).write(**PAGES)
    assert "4 passed" in guide.pytest()
    return guide


@pytest.fixture
def guide(complete: Guide) -> Guide:
    """The same pages, of which no ledger has less than it should."""
    return complete.write(**PAGES)


def verdicts(guide: Guide) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in guide.ledger()["fences"]:
        found.setdefault(each["page"], []).append(each["verdict"])
    return found


ALL = {"docs/a.md": ["ran", "ran", "shown"], "docs/b.md": ["ran"]}


@pytest.mark.parametrize(
    "arguments",
    [
        ("-k", "5-bash"), ("docs/a.md::5-bash",), (*MARKER, "-m", "drift"), ("--collect-only",),
        ("docs/mistyped.md",), ("-o", "guide_tools=mistyped"),
    ],
)  # fmt: skip
def test_a_run_without_a_whole_page_leaves_the_ledger(
    guide: Guide, arguments: tuple[str, ...]
) -> None:
    before = (guide.root / ".cache/verdicts.json").read_bytes()
    guide.pytest(*arguments)
    assert (guide.root / ".cache/verdicts.json").read_bytes() == before
    assert verdicts(guide) == ALL


def test_a_run_that_stops_at_a_failure_keeps_the_pages_that_it_did_not_reach(guide: Guide) -> None:
    guide.write(a=PAGES["a"].replace("echo", "false"))
    assert "1 failed" in guide.pytest("-x")
    assert verdicts(guide) == ALL
    assert "1 failed" in guide.pytest()
    assert verdicts(guide) == {**ALL, "docs/a.md": ["ran", "failed", "shown"]}
    assert "1 passed" in guide.pytest("docs/b.md")
    assert verdicts(guide)["docs/a.md"] == ["ran", "failed", "shown"]
    guide.write(**PAGES)
    assert "4 passed" in guide.pytest()


LEAVING = """from tests.evaluate.example_environment import ExampleEnvironment
from tests.evaluate.project import Project

class LeavingEnvironment(ExampleEnvironment):
    def {what}

def pytest_guide_project(config):
    return Project(LeavingEnvironment)
"""
FORM = fence('form {title="https://service.example/power"}', "Power: on")


def test_a_block_that_kills_its_worker_has_failed_and_other_pages_stay(tmp_path: Path) -> None:
    guide = Guide(tmp_path).write(a=fence("bash", "true") + FORM, b=PAGES["b"])
    submit = "submit(self, url, fields):\n        {}"
    (tmp_path / "conftest.py").write_text(LEAVING.format(what=submit.format("return None")))
    assert "3 passed" in guide.pytest("-n", "2")
    (tmp_path / "conftest.py").write_text(
        LEAVING.format(what=submit.format("import os; os._exit(9)"))
    )
    printed = guide.pytest("-n", "2")
    assert "crashed" in printed
    assert verdicts(guide) == {"docs/a.md": ["ran", "failed"], "docs/b.md": ["ran"]}


def test_what_happens_after_the_last_fence_is_a_failure_in_the_ledger(tmp_path: Path) -> None:
    """Such as a program in the background that leaves the environment."""
    outside = "blocked_hosts(self):\n        return ['x.org'] if OVER else []"
    text = LEAVING.format(what=outside) + (
        "\nOVER = []\n\ndef pytest_runtest_teardown(item, nextitem):\n"
        "    OVER.append(nextitem is None)\n"
    )
    (tmp_path / "conftest.py").write_text(text)
    guide = Guide(tmp_path).write(a=PAGES["b"])
    assert re.search(r"1 passed, 1 error", guide.pytest())
    assert verdicts(guide) == {"docs/a.md": ["failed"]}


@pytest.mark.parametrize("group", [("1", "2"), ("2", "1")])
def test_a_page_is_in_one_part_of_a_split_run(tmp_path: Path, group: tuple[str, str]) -> None:
    """pytest-split alone would cut the page of four fences in the middle."""
    guide = Guide(tmp_path).write(
        a=fence("bash", "true"), b="".join(fence("bash", f"echo {n}") for n in range(4))
    )
    for each in group:
        printed = guide.pytest("-p", "tests.evaluate.splits", "--splits", "2", "--group", each)
        assert "failed" not in printed and "error" not in printed
    assert verdicts(guide) == {"docs/a.md": ["ran"], "docs/b.md": ["ran"] * 4}


def test_a_ledger_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    guide = Guide(tmp_path).write(**PAGES)
    (tmp_path / ".cache/verdicts.json").mkdir(parents=True)
    printed = guide.pytest()
    assert "4 passed" in printed and "Traceback" not in printed
    assert "The ledger is as before this run: [Errno 21] Is a directory" in printed


def test_two_runs_at_once_keep_the_pages_of_both(tmp_path: Path) -> None:
    guide = Guide(tmp_path).write(a=fence("bash", "sleep 1"), b=fence("bash", "sleep 1"))
    both = [guide.start("-q", f"docs/{page}.md") for page in "ab"]
    assert all("1 passed" in run.communicate(timeout=120)[0] for run in both)
    first, second = guide.ledger()["fences"]
    assert first["run"] != second["run"]
