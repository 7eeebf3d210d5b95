"""The commit that is checked out, and its date."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Commit:
    """A commit, and the time at which it was made; no run of it is older."""

    name: str
    date: datetime


def head(root: Path) -> Commit | None:
    """The commit that is checked out, without reading git settings; None outside a repository."""
    no_settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    variables = {"PATH": os.environ.get("PATH", os.defpath), **no_settings}
    try:
        git = subprocess.run(
            ["git", "show", "--no-patch", "--format=%H %cI", "HEAD"], cwd=root, env=variables,
            capture_output=True, text=True, check=True, timeout=30,
        )  # fmt: skip
        name, date = git.stdout.split()
        return Commit(name, datetime.fromisoformat(date))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
