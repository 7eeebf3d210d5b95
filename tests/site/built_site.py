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


def build(folder: Path, root: Path = ROOT, *, strict: bool = True, **variables: str) -> BuiltSite:
    """Builds the site of a checkout into the folder. Raises RuntimeError with MkDocs' log."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    command += ["--strict"] * strict
    environment = {**os.environ, **QUIET, **variables}
    done = subprocess.run(
        command,
        cwd=root,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
        timeout=280,
    )
    if done.returncode:
        raise RuntimeError(f"mkdocs build ended with {done.returncode}:\n{done.stderr}")
    return BuiltSite(folder, done.stderr)


def file_of(source: Path) -> Path:
    """The built file of a page, below the site: `a/b/index.html` for `a/b.md`."""
    folder = source.parent if source.stem in ("index", "README") else source.with_suffix("")
    return folder / "index.html"


def url_of(source: Path) -> str:
    """The address of a page, below the site's own: `a/b/` for `a/b.md`, empty for `index.md`."""
    return file_of(source).as_posix().removesuffix("index.html")
