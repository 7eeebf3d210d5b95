"""The site is deployed only when every block of every page ran in this run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overrides.hooks.head_commit import head
from tests.evaluate.complete import main, problems
from tests.evaluate.example_guide import fence
from tests.evaluate.ledger import LEDGER, PageDigests, entry, save
from tests.pages.page import Docs

GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
COMMIT = ["commit", "-qm", "x", "--allow-empty"]
RUN = "4711"
Ledger = dict[str, Any]


def write(root: Path, page: str, text: str) -> None:
    (root / "docs" / page).write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A page, one that comes after it, one without blocks, and the ledger of their run."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    write(tmp_path, "a.md", fence("bash", "true") + fence("text", "x"))
    write(tmp_path, "b.md", "---\nafter: [a.md]\n---\n" + fence("bash", "true"))
    write(tmp_path, "index.md", "No block.\n")
    for command in (["init", "-q"], COMMIT):
        subprocess.run([*GIT, *command], cwd=tmp_path, check=True, timeout=60)
    docs, commit = Docs(tmp_path), head(tmp_path)
    assert commit
    run = {"ran_at": commit.date.isoformat(), "commit": commit.name, "run": RUN, "tools": {}}
    pages = [docs.page(f"docs/{name}.md") for name in "ab"]
    fences = [
        {**entry(page, number, PageDigests.of(docs, page), "ran", 0.1), **run}
        for page in pages
        for number in range(len(page.fences))
    ]
    save(tmp_path / LEDGER, {**run, "fences": fences})
    return tmp_path


def found(root: Path, run: str | None = RUN) -> list[str]:
    return list(problems(Docs(root), run))


def change(root: Path, edit: Callable[[Ledger], object]) -> None:
    ledger = json.loads((root / LEDGER).read_text())
    edit(ledger)
    save(root / LEDGER, ledger)


def test_a_site_whose_every_block_ran_is_complete(root: Path) -> None:
    assert found(root) == found(root, None) == []


def at(number: int, **changed: object) -> Callable[[Ledger], object]:
    """A change of one entry."""
    return lambda ledger: ledger["fences"][number].update(changed)


EDITS: dict[str, tuple[Callable[[Ledger], object], str]] = {
    "failed": (at(1, verdict="failed"), "docs/a.md:5: failed"),
    "page missing": (lambda found: found["fences"].pop(), "docs/b.md: has not run"),
    "no pages": (lambda found: found["fences"].clear(), "docs/a.md: has not run"),
    "block missing": (lambda found: found["fences"].pop(0), "docs/a.md: did not run with"),
    "duplicate": (lambda found: found["fences"].insert(0, found["fences"][0]),
                  "docs/a.md: did not run with"),
    "shuffled": (lambda found: found["fences"].reverse(), "docs/a.md: did not run with"),
    "another text": (at(0, sha256="0"), "docs/a.md: did not run with the blocks that it has now"),
    "another page": (at(1, page_sha256="0"), "docs/a.md: has changed since it ran"),
    "other prerequisites": (at(2, prerequisites_sha256=""), "docs/b.md: a page that comes before"),
    "another commit": (at(0, commit="decaf"), "docs/a.md: ran at another commit, decaf, and"),
    "no commit": (at(2, commit=None), "docs/b.md: ran at another commit, None, and not at"),
    "another run": (at(1, run="4710"), "docs/a.md: ran in another run, 4710, and not in 4711"),
    "foreign": (lambda found: found["fences"].append({**found["fences"][0], "page": "docs/z.md"}),
                "docs/z.md: is in the ledger, and is no page of the site"),
    "not a number": (at(0, of="one"), f"{LEDGER}: cannot be read: "),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "sentence"), EDITS.values(), ids=EDITS)
def test_an_incomplete_ledger_is_refused(
    root: Path, edit: Callable[[Ledger], object], sentence: str
) -> None:
    change(root, edit)
    assert found(root)[0].startswith(sentence)


@pytest.mark.parametrize(
    ("page", "text", "sentence"),
    [
        ("c.md", fence("bash", "true"), "docs/c.md: has not run"),
        ("c.markdown", fence("bash", "true"), "docs/c.markdown: has not run"),
        ("c.html", "<pre><code>true</code></pre>", "docs/c.html: has blocks, and no test runs"),
        ("a.md", fence("bash", "true") + fence("text", "y"), "docs/a.md: did not run with the bl"),
        ("a.md", fence("bash", "true") + fence("text", "x") + "New.\n", "docs/a.md: has changed"),
    ],
)
def test_pages_that_nobody_ran_are_refused(root: Path, page: str, text: str, sentence: str) -> None:
    write(root, page, text)
    assert found(root)[0].startswith(sentence)


def test_a_page_after_one_that_has_changed_is_refused(root: Path) -> None:
    write(root, "a.md", fence("bash", "true") + fence("text", "x") + "New.\n")
    assert "docs/b.md: a page that comes before it has changed since it ran" in found(root)


def test_a_new_commit_is_refused_and_so_is_a_tree_without_one(root: Path) -> None:
    subprocess.run([*GIT, *COMMIT], cwd=root, check=True, timeout=60)
    assert found(root)[0].startswith("docs/a.md: ran at another commit")
    (root / ".git").rename(root / "git")
    assert found(root) == [f"{root}: is no git repository, so the commit cannot be compared"]


@pytest.mark.parametrize("damaged", ["", "[]", "null", "{}", '{"fences": []}'])
def test_a_damaged_or_missing_ledger_is_refused_in_one_sentence(root: Path, damaged: str) -> None:
    (root / LEDGER).write_text(damaged)
    refused = [found(root)]
    (root / LEDGER).unlink()
    refused.append(found(root))
    (root / LEDGER).mkdir()
    refused.append(found(root))
    assert all(len(each) == 1 and each[0].startswith(f"{LEDGER}: ca") for each in refused)


def test_the_command_fails_and_names_the_pages(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.evaluate.complete.ROOT", root)
    monkeypatch.setenv("GITHUB_RUN_ID", RUN)
    assert main() == 0
    change(root, at(1, verdict="failed"))
    assert main() == 1
    assert capsys.readouterr().err == "docs/a.md:5: failed\n"
    monkeypatch.setenv("GITHUB_RUN_ID", "1")
    assert main() == 1
    assert "docs/b.md: ran in another run, 4711, and not in 1" in capsys.readouterr().err
