"""Collects the entries of a pytest run, and merges them into the ledger at its end."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from overrides.hooks import verdicts
from overrides.hooks.head_commit import head
from tests.confinement.level import available
from tests.evaluate.ledger import LEDGER, Recorded, save
from tests.evaluate.ledger_update import Reached, updated, without_removed
from tests.evaluate.reported import failed_line, ledger_entries
from tests.evaluate.tool_versions import UnknownTool, tool_versions
from tests.pages.page import Docs
from tests.terminal.whole_file import locked


class LedgerWriter:
    """A pytest plugin for the process that reports: there the entries of all workers arrive."""

    def __init__(self, config: pytest.Config, docs: Docs) -> None:
        self.reached, self._docs = Reached(), docs
        self._unsaved: OSError | None = None
        try:
            self.tools = tool_versions(config.getini("guide_tools"))
        except UnknownTool as problem:
            raise pytest.UsageError(str(problem)) from None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collect the entries in a report; a failure after the fence is one of the fence."""
        entries = ledger_entries(report)
        if report.when == "call" or report.failed:
            for entry in entries:
                self.reached.add(entry, report.failed)
        if report.failed and not entries and (place := failed_line(report.nodeid)):
            self.reached.failed_lines[place[0]].add(place[1])

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Update the ledger, unless the run only collected tests."""
        if session.config.option.collectonly:
            return
        try:
            update(self._docs, self.reached, self.tools)
        except OSError as problem:
            self._unsaved = problem

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print why the ledger could not be written."""
        if self._unsaved:
            what = f"The ledger is as before this run: {self._unsaved}"
            terminalreporter.write_line(what, yellow=True)


def update(docs: Docs, reached: Reached, tools: dict[str, str]) -> None:
    """Merge what a run has reached into the ledger, which another run may write at the same time.

    A run that reached no whole page leaves the ledger as it is. Raises OSError.
    """
    path = docs.root / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    commit = head(docs.root)
    run: dict[str, Any] = {
        "ran_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit and commit.name,
        "run": os.environ.get("GITHUB_RUN_ID") or uuid.uuid4().hex,
        "tools": dict(sorted(tools.items())),
    }
    with locked(path.with_suffix(".lock")):
        old = _entries(path)
        entries = updated(old or [], reached, run)
        if entries is None and old is not None:
            return
        fences = without_removed(entries or [], docs)
        save(path, {**run, "confinement": str(available()), "fences": fences})


def _entries(path: Path) -> list[Recorded] | None:
    """The entries of the ledger; None when there is none, or it is damaged."""
    try:
        return list(verdicts.read(path)["fences"])
    except (FileNotFoundError, verdicts.DamagedLedger):
        return None
