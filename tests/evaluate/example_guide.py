"""An example guide for tests of the harness: pages in a folder, and ways to run them."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.evaluate.page_run import PageRun
from tests.evaluate.project import DEFAULTS, Project
from tests.evaluate.session import Session
from tests.evaluate.verdict import Verdict
from tests.pages.page import Docs

SETTINGS = """[pytest]
addopts = -p tests.evaluate.collected -p tests.evaluate.changed
    -p tests.evaluate.plugin -p tests.evaluate.workers
    -p no:cacheprovider -p no:examples -p no:anyio
pythonpath = {repository}
testpaths = docs
guide_fence_seconds = 10
"""


class Guide:
    """Pages in `root`/docs, run in this process (`run_page`) or in another (`pytest`)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "docs").mkdir(exist_ok=True)

    def write(self, **pages: str) -> Guide:
        """Write `docs/NAME.md` for each name; `__` in a name stands for `/`."""
        for name, text in pages.items():
            path = self.root / f"docs/{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self

    def run_page(
        self, page: str, project: Project = DEFAULTS, seconds: float = 10
    ) -> list[Verdict]:
        """Run a page; return the verdict on each of its fences."""
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
        """Start pytest in a new process and session."""
        ini = self.root / "pytest.ini"
        if not ini.exists():
            ini.write_text(SETTINGS.format(repository=shlex.quote(str(ROOT))))
        return subprocess.Popen(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=self.root, env={**os.environ, **variables}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    def pytest(self, *arguments: str, **variables: str) -> str:
        """Run pytest to its end; return what it printed."""
        return self.start(*arguments, **variables).communicate(timeout=120)[0]

    def leftovers(self) -> list[str]:
        """The names in `root`/tmp, the TMPDIR of a run."""
        return [path.name for path in (self.root / "tmp").iterdir()]

    def ledger(self) -> Any:
        """The ledger of the last run."""
        return json.loads((self.root / ".cache/verdicts.json").read_text())


def fence(header: str, *lines: str) -> str:
    """The Markdown of a fence of three ticks, and a blank line."""
    return "\n".join([f"```{header}", *lines, "```", "", ""])


def sourced(*lines: str) -> str:
    """The Markdown of a script, which a block sources: the lint does not see what it hides."""
    return fence('text {title="script"}', *lines) + fence("bash", ". ./script")


def failures(verdicts: list[Verdict]) -> list[str]:
    """The reports of the failed fences."""
    return [verdict.failure for verdict in verdicts if verdict.failure]
