"""The repository that is tried: read and copied, never changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.preflight.problem import PreflightError
from tests.preflight.selection import select
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


def test_files_of_any_name_and_kind_are_no_obstacle(tmp_path: Path) -> None:
    """A link that leads nowhere is left out; a folder is no workflow."""
    repository = specimen.make("good-release", tmp_path)
    workflows = repository / ".github/workflows"
    (workflows / "übung.yml").write_text("on: push\n")
    (workflows / "lost.yml").symlink_to("/nowhere")
    (workflows / "folder.yml").mkdir()
    (workflows / "folder.yml/notes.txt").write_text("mine\n")
    target = read(repository, tmp_path / "work")
    inside = {f".github/workflows/{name}" for name in ("übung.yml", "folder.yml/notes.txt")}
    assert set(target.uncommitted) == inside
    assert choose(target, [], Wanted())[0].workflow.path.endswith("release.yml")


def test_a_shallow_clone_with_a_submodule_is_read(tmp_path: Path) -> None:
    """Also where the path has blanks."""
    source, shallow = specimen.make("good-release", tmp_path), tmp_path / "a shallow clone"
    _git(source, "clone", "-q", "--depth", "1", f"file://{source}", str(shallow))
    _git(shallow, "remote", "set-url", "origin", "https://github.com/octo/moon")
    file = "protocol.file.allow=always"
    _git(shallow, "-c", file, "submodule", "add", "-q", str(source), "vendor")
    target = read(shallow, tmp_path / "work")
    assert (target.slug, set(target.uncommitted)) == ("octo/moon", {".gitmodules", "vendor"})
    assert choose(target, [], Wanted())[0].event == "release"


def test_a_workflow_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    repository = specimen.make("good-release", tmp_path)
    (repository / ".github/workflows/release.yml").write_text("on: [\n")
    target = read(repository, tmp_path / "work")
    with pytest.raises(PreflightError, match=r"release\.yml:\d+: not YAML"):
        choose(target, [], Wanted())


def test_inputs_are_those_of_a_dispatch(tmp_path: Path) -> None:
    repository = specimen.make("good-release", tmp_path)
    target = read(repository, tmp_path / "work")
    with pytest.raises(PreflightError, match="with --input target=pypi"):
        choose(target, [], Wanted(inputs={"target": "pypi"}))


def test_what_is_assumed_has_to_be_a_step_or_a_job(tmp_path: Path) -> None:
    repository = specimen.make("open-unknown-action", tmp_path)
    target = read(repository, tmp_path / "work")
    start, _ = choose(target, [], Wanted())
    with pytest.raises(PreflightError, match=r"--assume star: .* no such step or job"):
        select(target, start, {"star": None})


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("git@github.com:octo/moon.git", "octo/moon"),
        ("https://github.com/octo/moon", "octo/moon"),
        ("ssh://git@github.com/octo/moon.git", "octo/moon"),
        ("ssh://git@github.com:22/octo/moon.git", "octo/moon"),
        ("git@ssh.github.com:octo/moon.git", "octo/moon"),
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


def test_a_copy_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    """The time limit of the command holds for it, too."""
    repository = specimen.make("good-release", tmp_path)
    with pytest.raises(PreflightError, match=r"clone did not end within 0\.0001 seconds"):
        read(repository, tmp_path / "work", seconds=0.0001)


def test_a_workflow_that_does_not_publish_is_refused_in_one_sentence(tmp_path: Path) -> None:
    repository = specimen.make("good-release", tmp_path)
    (repository / ".github/workflows/bad.yml").write_text("on: push\n")
    target = read(repository, tmp_path / "work")
    for name, sentence in (("bad.yml", "no workflow: a mapping"), ("no.yml", "no file")):
        with pytest.raises(PreflightError, match=sentence):
            choose(target, [], Wanted(workflow=name))
