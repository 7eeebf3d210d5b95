"""`--changed`: run only the files whose inputs have changed since they last passed."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.evaluate.changes import Changes
from tests.evaluate.items import PROPERTY
from tests.evaluate.ledger import Entry
from tests.evaluate.passed import Inputs, Passed, Record
from tests.pages.page import Docs

CHANGES = pytest.StashKey[Changes]()
#: So few changed files are quicker without workers.
FEW = 3


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option, and the settings that say what depends on what."""
    parser.addoption(
        "--changed", action="store_true",
        help="run only what has changed since it passed; never in CI",
    )  # fmt: skip
    parser.addini("guide_inputs", "files and folders that every test depends on", type="linelist")
    parser.addini("guide_always", "folders of tests that --changed always runs", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Read the record of the last runs."""
    if config.getoption("changed") and os.environ.get("CI"):
        raise pytest.UsageError("--changed is not for CI: run `uv run pytest`")
    if not (paths := config.getini("guide_inputs")):
        return
    docs = Docs(config.rootpath, str(config.getini("guide_docs")).strip("/"))
    config.stash[CHANGES] = Changes(
        config.rootpath, Inputs.read(docs, paths), Record.load(config.rootpath),
        config.getini("testpaths"), config.getini("guide_always"),
    )  # fmt: skip
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config), "guide-recorder")


def _asked_for(config: pytest.Config) -> Changes | None:
    """What has changed, when --changed was given."""
    return config.stash.get(CHANGES, None) if config.getoption("changed") else None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over the files that have not changed."""
    changes = _asked_for(config)
    if changes is None or collection_path.is_dir():
        return None
    name = collection_path.relative_to(config.rootpath).as_posix()
    return name in changes.left_out or None


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No workers for a few changed files."""
    changes = _asked_for(config)
    return 0 if changes and len(changes.changed()) <= FEW else None


def kept_entries(config: pytest.Config) -> list[Entry]:
    """The ledger's entries of the pages that --changed leaves out, each with its own date."""
    changes = _asked_for(config)
    left_out = changes.left_out.values() if changes else ()
    return [entry for passed in left_out for entry in passed["fences"]]


class Recorder:
    """Records which files pass in this run. It lives in the process that reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._changes = config.stash[CHANGES]
        #: As they were before the run: what is edited meanwhile has not passed.
        self._digests = {one: self._changes.inputs.digest(one) for one in self._changes.files()}
        self._left_out = self._changes.left_out if _asked_for(config) else None
        self._passed: dict[str, int] = defaultdict(int)
        self._not_passed: set[str] = set()
        self._fences: dict[str, list[Entry]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what has passed; a skipped test has not."""
        name = report.nodeid.partition("::")[0]
        if report.outcome != "passed":
            self._not_passed.add(name)
        elif report.when == "call":
            self._passed[name] += 1
            for key, entries in report.user_properties:
                if key == PROPERTY and isinstance(entries, list):
                    self._fences[name] += entries

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Record the files of which every test has passed."""
        option, now = session.config.option, datetime.now(UTC).isoformat(timespec="seconds")
        if option.collectonly:
            return
        single = any("::" in argument for argument in session.config.args)
        partly = option.keyword or option.markexpr or single
        passed: dict[str, Passed] = {
            name: {"digest": digest, "ran_at": now, "fences": self._entries(name, now)}
            for name, digest in self._digests.items()
            if digest and not partly and self._whole(name)
        }
        self._changes.record.save(passed, self._not_passed)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was left out."""
        if self._left_out is None:
            return
        pages = sum(map(self._changes.is_page, self._left_out))
        tests = len(self._left_out) - pages
        terminalreporter.section("left out by --changed")
        terminalreporter.write_line(
            f"{pages} pages and {tests} test files whose inputs have not changed since they passed"
        )
        terminalreporter.write_line("tests of the whole site are among them: `uv run pytest`")

    def _entries(self, name: str, now: str) -> list[Entry]:
        return [{**entry, "ran_at": now} for entry in self._fences[name]]

    def _whole(self, name: str) -> bool:
        """True when every test of the file has passed."""
        if name in self._not_passed or not self._passed[name]:
            return False
        return not self._changes.is_page(name) or self._passed[name] == self._changes.fences(name)
