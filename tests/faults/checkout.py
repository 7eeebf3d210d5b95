"""A copy of this repository in which runs can be killed: its own caches, ledger and TMPDIR."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import ROOT

#: What a run neither reads nor needs; the caches are linked.
_LEFT_OUT = (".git", ".venv", ".cache", "__pycache__", "*_cache")
_CACHES = ("index", "wheels")
#: Seconds in which any run here ends by itself: three times the longest on two busy processors.
LIMIT = 240.0


class Checkout:
    """The copy is `folder`/checkout, and `folder`/tmp is the TMPDIR of its runs."""

    def __init__(self, folder: Path) -> None:
        self.root, self.temporary = folder / "checkout", folder / "tmp"
        self.temporary.mkdir()
        shutil.copytree(ROOT, self.root, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        for name in _CACHES:
            source = ROOT / ".cache" / name
            if source.is_dir():
                shutil.copytree(
                    source, self.root / ".cache" / name, symlinks=True, copy_function=_link
                )

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start pytest in a session of its own; `output()` reads what it has printed.

        It prints into a file: processes that outlive a killed run would keep a pipe open.
        """
        with (self.temporary.parent / "output").open("wb") as printed:
            return subprocess.Popen(
                [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
                cwd=self.root, env={**os.environ, "TMPDIR": str(self.temporary), **variables},
                stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip

    def output(self) -> str:
        """What the run that was started last has printed."""
        return (self.temporary.parent / "output").read_text(encoding="utf-8", errors="replace")

    def run(self, *arguments: str, **variables: str) -> int:
        """Run pytest to its end; return its exit status."""
        return self.start(*arguments, **variables).wait(LIMIT)

    def ledger(self) -> Any:
        """The ledger; raises ValueError when it is not whole."""
        return json.loads((self.root / ".cache/verdicts.json").read_text(encoding="utf-8"))


def _link(source: str, target: str) -> None:
    """A hard link, or a copy on another file system: the caches replace files as a whole."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
