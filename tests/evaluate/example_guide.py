"""A small guide to try the harness on: pages in a folder, played here or by a pytest of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.evaluate.page_run import PageRun, Verdict
from tests.evaluate.project import DEFAULTS, Project
from tests.evaluate.session import Session
from tests.pages.page import Docs

SETTINGS = """[pytest]
addopts = -p tests.evaluate.changed -p tests.evaluate.plugin -p tests.evaluate.workers
    -p no:cacheprovider -p no:examples -p no:anyio
pythonpath = {repository}
testpaths = docs
guide_fence_seconds = 10
"""


class Guide:
    """Pages below `root`/docs. `run_page` runs one here, `pytest` runs all in another process."""

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

    def run_page(
        self, page: str, project: Project = DEFAULTS, seconds: float = 10
    ) -> list[Verdict]:
        """The verdicts on the fences of a page."""
        session = Session(Docs(self.root), project, seconds)
        try:
            page_run = PageRun(session, session.docs.page(f"docs/{page}.md"))
            count = len(page_run.page.fences)
            verdicts = [page_run.verdict_of(index) for index in range(count)]
            page_run.close()
            return verdicts
        finally:
            session.close()

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """A pytest run in a process of its own, in its own session."""
        ini = self.root / "pytest.ini"
        if not ini.exists():
            ini.write_text(SETTINGS.format(repository=ROOT))
        return subprocess.Popen(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=self.root, env={**os.environ, **variables}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    def pytest(self, *arguments: str, **variables: str) -> str:
        """What such a run prints."""
        return self.start(*arguments, **variables).communicate(timeout=120)[0]

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
