"""A real browser without a window: this machine's, or one that Playwright installs."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from tests import ROOT

#: The programs of Chromium, Chrome and Edge on Linux. The first, which Debian packages, is the one
#: that Playwright itself uses without a window: it draws the same and takes a quarter of the time,
#: as it has no interface of its own.
NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable",
)  # fmt: skip
#: Without the last three, Chromium connects to Google's hosts when it starts.
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
#: The folder in which Playwright installs a browser, and the time limit in seconds.
FOLDER = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or ROOT / ".cache/browsers")
INSTALLING = 300.0
#: The milliseconds in which a browser has to start; Playwright's default is 3 minutes.
STARTING = 30_000.0


class NoBrowserError(RuntimeError):
    """This machine has no browser; the message is the reason, without the remedy."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The first browser that starts.

    Raises:
        NoBrowserError: there is none, and Playwright could not install one.
    """
    with ExitStack() as stack:
        try:
            playwright = stack.enter_context(sync_playwright())
        except Exception as error:  # Its driver is a Node.js program that needs libatomic.
            raise NoBrowserError(f"Playwright does not start: {_first_line(error)}") from None
        browser = _started(playwright)
        stack.callback(browser.close)
        yield browser


def program() -> str:
    """The path of the first browser that is there. Raises NoBrowserError."""
    with sync_playwright() as playwright:
        found = next(_programs(playwright), None)
    if found is None:
        raise NoBrowserError(install_problem() or "Playwright installed none")
    return found


def _started(playwright: Playwright) -> Browser:
    reasons: list[str] = []
    for program in _programs(playwright):
        try:
            return playwright.chromium.launch(
                executable_path=program, args=OPTIONS, timeout=STARTING
            )
        except Error as error:
            reasons.append(f"{program} does not start: {_first_line(error)}")
    raise NoBrowserError("; ".join(reasons) or install_problem())


def _programs(playwright: Playwright) -> Iterator[str]:
    """The browsers to try. Playwright's installer runs only when there is no other."""
    found = [*filter(None, map(shutil.which, NAMES))]
    # `…/ms-playwright/chromium-1234/chrome-linux/chrome`, whether it is there or not.
    shared = Path(playwright.chromium.executable_path)
    own = FOLDER.joinpath(*shared.parts[-3:])
    found += [str(path) for path in dict.fromkeys((shared, own)) if path.exists()]
    yield from found
    if not found and install_problem() is None:
        yield str(own)


def install_problem() -> str | None:
    """Install a browser into FOLDER, once per run; return the reason of a failure, else None.

    The result is kept in a file for the other workers of the same run.
    """
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        result = FOLDER / f"result-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
        with (FOLDER / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not result.exists():
                result.write_text(_install(), encoding="utf-8")
        return result.read_text(encoding="utf-8") or None
    except OSError as error:
        return f"Playwright's installer cannot use {FOLDER}: {error.strerror}"


def _install() -> str:
    """Run Playwright's installer; return the reason of its failure, empty when it succeeded."""
    for old in FOLDER.glob("result-*"):
        old.unlink()
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    variables = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(FOLDER)}
    try:
        done = subprocess.run(
            command, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=INSTALLING, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"Playwright's installer was ended after {INSTALLING:.0f} s"
    if done.returncode == 0:
        return ""
    reason = next(
        (line for line in done.stderr.splitlines() if "error:" in line.lower()), "it failed"
    )
    return f"Playwright's installer: {reason.strip()}"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
