"""The fixture of tests that need a browser, and the summary of a run without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests import in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: The prefix of the reason of a test that has no browser.
NO_BROWSER = "no browser: "
REMEDY = "install one: `uv run playwright install --with-deps chromium`"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, one per file, because its event loop occupies the thread while it is open.

    Without a browser the tests are skipped; in CI they fail.
    """
    from tests.browser.chromium import NoBrowserError, chromium

    with ExitStack() as stack:
        try:
            browser = stack.enter_context(chromium())
        except NoBrowserError as error:
            if in_ci():
                pytest.fail(f"{NO_BROWSER}{error}; {REMEDY}", pytrace=False)
            pytest.skip(f"{NO_BROWSER}{error}")
        yield browser


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests had no browser, the reason and the remedy as the last lines."""
    reasons = [
        str(report.longrepr[2]).partition(NO_BROWSER)[2]
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and NO_BROWSER in report.longrepr[2]
    ]
    if reasons:
        terminalreporter.section("no browser", yellow=True)
        terminalreporter.write_line(f"{len(reasons)} tests were skipped: {reasons[0]}")
        terminalreporter.write_line(REMEDY)
