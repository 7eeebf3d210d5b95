"""git in the repository that is tried: it reads, and neither runs nor changes what is there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

#: No hook of the repository, no filter and no monitor runs; `git diff` does not refresh the index.
_QUIET = (
    "safe.directory=*", "core.fsmonitor=false", "core.hooksPath=/dev/null",
    "filter.lfs.smudge=", "filter.lfs.process=", "filter.lfs.required=false",
    "protocol.allow=never", "protocol.file.allow=always", "advice.detachedHead=false",
)  # fmt: skip
#: The limit for one command, in seconds.
SECONDS = 300.0
_WHO = {"NAME": "Maintainer", "EMAIL": "maintainer@users.noreply.github.com"}


class GitError(Exception):
    """git exited with an error; the message is its last line."""


def environment(home: Path) -> Mapping[str, str]:
    """Without the person's own settings of git and without their variables."""
    people = {f"GIT_{role}_{key}": v for role in ("AUTHOR", "COMMITTER") for key, v in _WHO.items()}
    return {
        "PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
        "GIT_LFS_SKIP_SMUDGE": "1", **people,
    }  # fmt: skip


def git(
    folder: Path, *arguments: str, home: Path, given: bytes = b"", seconds: float = SECONDS
) -> bytes:
    """What git prints.

    Raises:
        GitError: git exited with an error, or did not end in time.
    """
    settings = [part for each in _QUIET for part in ("-c", each)]
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *settings, *arguments], input=given, capture_output=True,
            env=environment(home), timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} did not end within {seconds:g} seconds") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[-1] if said else f"git {arguments[0]} exited with {done.returncode}")
    return done.stdout


def text(folder: Path, *arguments: str, home: Path) -> str:
    """What git prints, without the last line break. Raises GitError."""
    return git(folder, *arguments, home=home).decode(errors="replace").rstrip("\n")
