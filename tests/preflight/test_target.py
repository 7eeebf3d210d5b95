"""The repository that is tried: read and copied, never changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.preflight.problem import PreflightError
from tests.preflight.specimens import specimen
from tests.preflight.start import choose
from tests.preflight.target import read
from tests.preflight.ways import Wanted


def _state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The times and contents of all files."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_changes_that_are_not_committed_are_tried_too(tmp_path: Path) -> None:
    """Those of tracked files, and new workflows. The repository stays as it is."""
    repository = specimen.make("good-release", tmp_path)
    (repository / "CHANGES.md").write_text("Changed\n")
    (repository / ".github/workflows/new.yml").write_text("on: push\n")
    (repository / "notes.txt").write_text("mine\n")
    before = _state(repository)
    target = read(repository, tmp_path / "work")
    assert _state(repository) == before
    assert set(target.uncommitted) == {"CHANGES.md", ".github/workflows/new.yml"}
    assert (target.copy / "CHANGES.md").read_text() == "Changed\n"
    assert not (target.copy / "notes.txt").exists()
    assert target.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("git@github.com:octo/moon.git", "octo/moon"),
        ("https://github.com/octo/moon", "octo/moon"),
        ("ssh://git@github.com/octo/moon.git", "octo/moon"),
    ],
)
def test_the_remote_names_owner_and_repository(tmp_path: Path, address: str, slug: str) -> None:
    repository = specimen.make("good-release", tmp_path)
    _git(repository, "remote", "set-url", "origin", address)
    assert read(repository, tmp_path / "work").slug == slug


def test_a_repository_without_a_remote_needs_its_name(tmp_path: Path) -> None:
    """Its own links name it, else the option does."""
    repository = specimen.make("good-release", tmp_path)
    _git(repository, "remote", "remove", "origin")
    if "github.com" not in (repository / "pyproject.toml").read_text():
        with pytest.raises(PreflightError, match="--repository OWNER/NAME"):
            read(repository, tmp_path / "none")
    assert read(repository, tmp_path / "given", "octo/moon").slug == "octo/moon"


def test_a_folder_that_is_no_repository_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PreflightError, match="no such folder"):
        read(tmp_path / "nowhere", tmp_path / "a")
    (tmp_path / "empty").mkdir()
    with pytest.raises(PreflightError, match="no git repository"):
        read(tmp_path / "empty", tmp_path / "b")
    _git(tmp_path / "empty", "init", "-q")
    with pytest.raises(PreflightError, match="with a commit that can be cloned"):
        read(tmp_path / "empty", tmp_path / "c")


def test_a_workflow_that_does_not_publish_is_refused_in_one_sentence(tmp_path: Path) -> None:
    repository = specimen.make("good-release", tmp_path)
    (repository / ".github/workflows/bad.yml").write_text("on: push\n")
    target = read(repository, tmp_path / "work")
    for name, sentence in (("bad.yml", "no workflow: a mapping"), ("no.yml", "no file")):
        with pytest.raises(PreflightError, match=sentence):
            choose(target, [], Wanted(workflow=name))
