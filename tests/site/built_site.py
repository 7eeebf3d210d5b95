"""Builds the site with `mkdocs build --strict`."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests import ROOT

#: Switches off the notices about MkDocs 2 that Material and ProperDocs print at each build.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class BuiltSite:
    """The folder of a built site, and MkDocs' log."""

    folder: Path
    log: str


def build(folder: Path) -> BuiltSite:
    """Builds the site into the folder. Raises RuntimeError with MkDocs' log."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, **QUIET}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
        timeout=280,
    )
    if done.returncode:
        raise RuntimeError(f"mkdocs build --strict ended with {done.returncode}:\n{done.stderr}")
    return BuiltSite(folder, done.stderr)
