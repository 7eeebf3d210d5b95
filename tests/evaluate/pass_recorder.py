"""Records the pages and test files that pass in a run, for the next run with `--changed`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from tests.evaluate.changes import Changes
from tests.evaluate.collected import collected
from tests.evaluate.passed import Passed


class PassRecorder:
    """A pytest plugin for the process that reports. `left_out` is None without --changed."""

    def __init__(self, changes: Changes, left_out: Mapping[str, Passed] | None) -> None:
        self._changes, self._left_out = changes, left_out
        #: Computed before the run: a file that is edited meanwhile has not passed as it now is.
        self._digests = {name: changes.inputs.digest(name) for name in changes.files()}
        self._passed: dict[str, int] = defaultdict(int)
        self._not_passed: set[str] = set()
        self._collected: Counter[str] = Counter()
        self._unsaved: OSError | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the passed tests. A file with a failed or skipped test has not passed."""
        name = report.nodeid.partition("::")[0]
        if report.outcome != "passed":
            self._not_passed.add(name)
        elif report.when == "call":
            self._passed[name] += 1

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Record the files whose tests have all passed."""
        option, now = session.config.option, datetime.now(UTC).isoformat(timespec="seconds")
        if option.collectonly:
            return
        selected = any("::" in argument for argument in session.config.args)
        # These two leave tests out before they are counted.
        partial = selected or session.config.getoption("lf", False)
        self._collected = collected(session.config)
        passed: dict[str, Passed] = {
            name: {"digest": digest, "ran_at": now}
            for name, digest in self._digests.items()
            if digest and not partial and self._complete(name)
        }
        try:
            self._changes.record.save(passed, self._not_passed)
        except OSError as error:
            self._unsaved = error

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print how many files were left out, and why the record could not be written."""
        if self._unsaved:
            what = f"What has passed could not be recorded for --changed: {self._unsaved}"
            terminalreporter.write_line(what, yellow=True)
        if self._left_out is None:
            return
        pages = sum(map(self._changes.is_page, self._left_out))
        tests = len(self._left_out) - pages
        terminalreporter.section("left out by --changed")
        terminalreporter.write_line(
            f"{pages} pages and {tests} test files whose inputs have not changed since they passed"
        )
        terminalreporter.write_line(
            "Tests of the site and of the look-up of logs, which read the pages, are among them:"
            " run them with `uv run pytest`."
        )

    def _complete(self, name: str) -> bool:
        """True when every test of the file has passed."""
        passed = self._passed[name]
        return name not in self._not_passed and 0 < passed == self._collected[name]
