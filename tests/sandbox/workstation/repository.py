"""Makes the plugin's repository in the stand-in for github.com, and the reader's clone."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.sandbox import command
from tests.sandbox.workstation import typed_version

SPECIMEN = ROOT / "tests/specimen"
#: The list of the tools that publish.yml builds and checks with, and the lock that is made of it.
TOOLS, TOOLS_LOCK = ".github/publish-tools.in", ".github/publish-tools.txt"


class NoRepositoryError(ValueError):
    """The folder that was named is no git repository with a commit."""


def publish(
    bare: Path,
    environment: Mapping[str, str],
    source: Path | None = None,
    *,
    prepared: bool = True,
    as_it_is: bool = False,
) -> None:
    """Fill `bare` with the specimen, or with a copy of `source`, and add publish.yml and its tools.

    A `source` that has files of these names keeps its own; with `as_it_is`, nothing is added.
    `source` itself is only read. A repository that is not `prepared` gets none of these files, and
    its version is typed.

    Raises:
        NoRepositoryError: `source` cannot be cloned; the message has git's words.
    """
    if source is not None and as_it_is:
        return _copy(source, bare, environment)
    scratch = bare.with_suffix(".scratch")
    bare.parent.mkdir(parents=True)
    if source is None:
        _copy_specimen(scratch, environment)
        subject = "Start the project"
    else:
        _clone_source(source, scratch, environment)
        subject = "Add the publishing workflow"
    if prepared:
        for path in (PUBLISH, TOOLS, TOOLS_LOCK):
            _add(path, scratch)
    else:
        typed_version.put_into(scratch / "pyproject.toml")
    _git(scratch, environment, "add", "-A")
    if _git(scratch, environment, "status", "--porcelain"):
        _git(scratch, environment, "commit", "-q", "-m", subject)
    _copy(scratch, bare, environment)
    shutil.rmtree(scratch)


def _copy(source: Path, bare: Path, environment: Mapping[str, str]) -> None:
    """Fill `bare` with what a repository has: its branches and its tags."""
    bare.parent.mkdir(parents=True, exist_ok=True)
    clone = ["clone", "-q", "--bare", "--no-hardlinks", str(source), str(bare)]
    _git(bare.parent, environment, *clone)
    _git(bare, environment, "config", "http.receivepack", "true")


def _copy_specimen(scratch: Path, environment: Mapping[str, str]) -> None:
    shutil.copytree(SPECIMEN, scratch, ignore=shutil.ignore_patterns("__pycache__"))
    _git(scratch, environment, "init", "-q")


def _add(path: str, scratch: Path) -> None:
    target = scratch / path
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, target)


def _clone_source(source: Path, scratch: Path, environment: Mapping[str, str]) -> None:
    try:
        origin = str(source.resolve())
        _git(scratch.parent, environment, "clone", "-q", "--no-hardlinks", origin, scratch.name)
        _git(scratch, environment, "checkout", "-q", "-B", "main")
    except subprocess.CalledProcessError as error:
        raise NoRepositoryError(
            f"{source}: no git repository with a commit; name the folder of one ({_said(error)})"
        ) from None
    _git(scratch, environment, "remote", "remove", "origin")


def _said(error: subprocess.CalledProcessError) -> str:
    """The last line of what git has said."""
    lines = str(error.stderr or error).strip().splitlines()
    return lines[-1] if lines else f"git exited with {error.returncode}"


def _git(folder: Path, environment: Mapping[str, str], *arguments: str) -> str:
    git = ["git", "-c", "safe.directory=*", *arguments]
    return command.run(git, folder=folder, environment=environment)


def clone(bare: Path, folder: Path, slug: str, environment: Mapping[str, str]) -> None:
    """Clone into `folder`; `origin` is the address of `slug` at github.com."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _git(folder.parent, environment, "clone", "-q", "--no-hardlinks", str(bare), folder.name)
    _git(folder, environment, "remote", "set-url", "origin", f"https://github.com/{slug}")
