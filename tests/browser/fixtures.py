"""Fixtures of tests that need a browser or Lighthouse, and the summary of a run without them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests import in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: The prefix of the reason of a test that has no browser, or no Lighthouse.
NO_BROWSER = "no browser: "
NO_LIGHTHOUSE = "no lighthouse: "
#: By prefix.
REMEDIES = {
    NO_BROWSER: "install one: `uv run playwright install --with-deps chromium`",
    NO_LIGHTHOUSE: "install Node.js with npm, which fetches Lighthouse from its registry",
}


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
            _do_without(NO_BROWSER, error)
        yield browser


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which nothing moves by itself."""
    tab = browser.new_page(reduced_motion="reduce")
    yield tab
    tab.close()


@pytest.fixture(scope="session")
def lighthouse() -> str:
    """The path of the browser that Lighthouse starts; npm has installed Lighthouse itself.

    Without one of them the tests are skipped; in CI they fail.
    """
    from tests.browser.chromium import NoBrowserError, program
    from tests.browser.lighthouse_run import NoLighthouseError, install

    try:
        install()
        return program()
    except NoLighthouseError as error:
        _do_without(NO_LIGHTHOUSE, error)
    except NoBrowserError as error:
        _do_without(NO_BROWSER, error)


def _do_without(prefix: str, error: Exception) -> NoReturn:
    if in_ci():
        pytest.fail(f"{prefix}{error}; {REMEDIES[prefix]}", pytrace=False)
    pytest.skip(f"{prefix}{error}")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests had no browser or no Lighthouse, the reason and the remedy, last."""
    skipped = [
        str(report.longrepr[2])
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    ]
    for prefix, remedy in REMEDIES.items():
        reasons = [reason.partition(prefix)[2] for reason in skipped if prefix in reason]
        if reasons:
            terminalreporter.section(prefix.rstrip(": "), yellow=True)
            terminalreporter.write_line(f"{len(reasons)} tests were skipped: {reasons[0]}")
            terminalreporter.write_line(remedy)
