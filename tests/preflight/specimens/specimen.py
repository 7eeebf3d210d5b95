"""Reads a specimen and makes it into a git repository.

A specimen is a folder: `specimen.toml`, the `files` that differ from its base, and the files of the
commit before, in `earlier`, where that differs, too.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BASE = FOLDER / "base"
SLUG = "larkspur/almanac"
WORKFLOW = "release.yml"
#: The seconds for one git command.
GIT = 30
_WHO = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "Linnet Marsh"), ("EMAIL", "linnet@example.com"))
} | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


@dataclass(frozen=True)
class Specimen:
    """The keys of `specimen.toml`; `findings` are the rules of errors and warnings."""

    name: str
    says: str
    base: str
    tags: tuple[str, ...]
    event: str
    findings: tuple[str, ...]
    #: Index, job and environment of each form; the environment is "" for an empty field.
    publishers: tuple[tuple[str, str, str], ...]
    verdict: str
    tag: str | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    #: Further options of the command.
    options: tuple[str, ...] = ()
    #: The page of the refusal, if the run is refused.
    page: str | None = None


def names() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/specimen.toml"))


def read(name: str) -> Specimen:
    """Raises TypeError for a key that is not known."""
    text = (FOLDER / name / "specimen.toml").read_text(encoding="utf-8")
    tree: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in tomllib.loads(text).items()
    }
    tree["publishers"] = tuple(tuple(each) for each in tree["publishers"])
    return Specimen(name=name, **tree)


def make(name: str, folder: Path) -> Path:
    """The specimen as a git repository with `origin`: the tags are on the commit before."""
    specimen, repository = read(name), folder / name
    layers = [BASE / "common", BASE / specimen.base, FOLDER / name / "files"]
    _lay(repository, [*layers, FOLDER / name / "earlier"])
    _git(repository, "init", "--quiet", "--initial-branch=main")
    _git(repository, "remote", "add", "origin", f"https://github.com/{SLUG}.git")
    _commit(repository, "Begin", "2026-01-01T00:00:00Z")
    for tag in specimen.tags:
        _git(repository, "tag", tag)
    _lay(repository, layers)
    changes = repository / "CHANGES.md"
    changes.write_text(f"{changes.read_text('utf-8')}\nMore flowers.\n", encoding="utf-8")
    _commit(repository, "Add flowers", "2026-02-01T00:00:00Z")
    return repository


def _lay(repository: Path, layers: list[Path]) -> None:
    for layer in layers:
        if layer.is_dir():
            shutil.copytree(layer, repository, dirs_exist_ok=True)


def _commit(repository: Path, message: str, date: str) -> None:
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", f"--message={message}", **dates)


def _git(repository: Path, *arguments: str, **variables: str) -> None:
    subprocess.run(
        ["git", "-C", str(repository), *arguments],
        env={"PATH": "/usr/bin:/bin", **_WHO, **variables},
        check=True, capture_output=True, timeout=GIT,
    )  # fmt: skip
