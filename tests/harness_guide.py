"""A small guide to try the harness on: pages in a folder, played here or by a pytest of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.harness.local import LocalStage
from tests.harness.page import Book
from tests.harness.play import Performance, Verdict
from tests.harness.scene import Settings
from tests.harness.stage import Stage
from tests.harness.theatre import Theatre

REPOSITORY = Path(__file__).parents[1]
SETTINGS = """[pytest]
addopts = -p tests.harness.plugin -p no:cacheprovider -p no:examples -p no:anyio
pythonpath = {repository}
testpaths = docs
guide_fence_seconds = 10
"""


class Guide:
    """Pages below `root`/docs. `play` judges one in this process, `pytest` runs all in another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "docs").mkdir()

    def write(self, **pages: str) -> Guide:
        """Writes `docs/NAME.md` for each name."""
        for name, text in pages.items():
            path = self.root / f"docs/{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self

    def play(
        self, page: str, make_stage: Callable[[], Stage] = LocalStage, seconds: float = 10
    ) -> list[Verdict]:
        """The verdicts on the fences of a page."""
        theatre = Theatre(Book(self.root), Settings(seconds), make_stage)
        try:
            performance = Performance(theatre, theatre.book.page(f"docs/{page}.md"))
            count = len(performance.page.fences)
            verdicts = [performance.perform(index) for index in range(count)]
            performance.close()
            return verdicts
        finally:
            theatre.close()

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """A pytest run in a process of its own, in its own session."""
        ini = self.root / "pytest.ini"
        if not ini.exists():
            ini.write_text(SETTINGS.format(repository=REPOSITORY))
        return subprocess.Popen(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=self.root, env={**os.environ, **environment}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    def pytest(self, *arguments: str, **environment: str) -> str:
        """What such a run prints."""
        return self.start(*arguments, **environment).communicate(timeout=120)[0]

    def leftovers(self) -> list[str]:
        """What is still in the folder that a run was given for temporary files."""
        return [path.name for path in (self.root / "tmp").iterdir()]

    def ledger(self) -> Any:
        """What the last run wrote down."""
        return json.loads((self.root / ".cache/verdicts.json").read_text())


def fence(header: str, *lines: str) -> str:
    """A fence of three ticks."""
    return "\n".join([f"```{header}", *lines, "```", "", ""])


def failures(verdicts: list[Verdict]) -> list[str]:
    """The reports of those that failed."""
    return [verdict.failure for verdict in verdicts if verdict.failure]


def alive(pid: int) -> bool:
    """True while the process runs; one that has ended and waits for its parent does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
