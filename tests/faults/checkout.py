"""A copy of this repository in which runs can be killed: its own caches, ledger and TMPDIR."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.faults.leftovers import INCOMPLETE

#: What a run neither reads nor needs, and the caches, which are not all copied.
_LEFT_OUT = (".git", ".venv", ".cache", "__pycache__", "*_cache")
_PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
#: Seconds in which any run here ends by itself: three times the longest on two busy processors.
LIMIT = 240.0


class Checkout:
    """The copy is `folder`/checkout, and `folder`/tmp is the TMPDIR of its runs."""

    def __init__(self, folder: Path) -> None:
        self.root, self.temporary = folder / "checkout", folder / "tmp"
        self.temporary.mkdir()
        self._outputs: dict[int, Path] = {}
        shutil.copytree(ROOT, self.root, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        # Wheels are links, as uv itself links them; tests change the times of the index.
        self._copy("wheels", _link)
        self._copy("index", shutil.copy2)

    def _copy(self, name: str, copy: Callable[[str, str], object]) -> None:
        source = ROOT / ".cache" / name
        if source.is_dir():
            target = self.root / ".cache" / name
            # What a killed run has left in this repository's own caches.
            left_out = shutil.ignore_patterns(*INCOMPLETE)
            shutil.copytree(source, target, symlinks=True, ignore=left_out, copy_function=copy)

    def start(
        self, *arguments: str, before: Sequence[str] = (), **variables: str
    ) -> subprocess.Popen[bytes]:
        """Start pytest in a session of its own, by the command `before` if there is one.

        It prints into a file: processes that outlive a killed run would keep a pipe open.
        """
        path = self.temporary.parent / f"output-{len(self._outputs)}"
        with path.open("wb") as printed:
            run = subprocess.Popen(
                [*before, *_PYTEST, *arguments],
                cwd=self.root, env={**os.environ, "TMPDIR": str(self.temporary), **variables},
                stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        self._outputs[run.pid] = self._last = path
        return run

    def output(self, run: subprocess.Popen[bytes] | None = None) -> str:
        """What a run has printed; by default the one that was started last."""
        path = self._outputs[run.pid] if run else self._last
        return path.read_text(encoding="utf-8", errors="replace")

    def run(self, *arguments: str, before: Sequence[str] = (), **variables: str) -> int:
        """Run pytest to its end; return its exit status."""
        return self.start(*arguments, before=before, **variables).wait(LIMIT)

    def ledger(self) -> Any:
        """The ledger; raises ValueError when it is not whole."""
        return json.loads((self.root / ".cache/verdicts.json").read_text(encoding="utf-8"))


def _link(source: str, target: str) -> None:
    """A hard link, or a copy on another file system."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
