"""The pytest plugin that collects each fence of a page as a test: `-p tests.evaluate.plugin`."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.evaluate.items import PageFile
from tests.evaluate.ledger_writer import LedgerWriter
from tests.evaluate.project import Project, ProjectHooks
from tests.evaluate.session import Session
from tests.pages.page import Docs

SESSION = pytest.StashKey[Session]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings of the pages and their fences."""
    parser.addini("guide_docs", "the folder of the pages", default="docs")
    parser.addini("guide_fence_seconds", "the time limit of one fence", default="60")
    parser.addini(
        "guide_tools", "distributions whose versions the ledger names", type="linelist", default=[]
    )


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the hook `pytest_guide_project`."""
    pluginmanager.add_hookspecs(ProjectHooks)


def pytest_configure(config: pytest.Config) -> None:
    """Create the session and, in the process that reports, the ledger's writer."""
    docs = Docs(config.rootpath, str(config.getini("guide_docs")).strip("/"))
    project: Project | None = config.hook.pytest_guide_project(config=config)
    session = Session(docs, project or Project(), _seconds(config))
    config.stash[SESSION] = session
    config.add_cleanup(session.close)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(LedgerWriter(config, docs), "guide-ledger")
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _stop)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageFile | None:
    """Collect every Markdown file below the folder of pages."""
    session = parent.config.stash[SESSION]
    folder = session.docs.root / session.docs.folder
    if file_path.suffix != ".md" or not file_path.is_relative_to(folder):
        return None
    page: PageFile = PageFile.from_parent(parent, path=file_path, guide_session=session)
    return page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Mask secrets in a report and in the output and log that it includes."""
    report: pytest.TestReport = yield
    mask = item.config.stash[SESSION].mask
    report.sections = [(title, mask(text)) for title, text in report.sections if text]
    if isinstance(report.longrepr, str):
        report.longrepr = mask(report.longrepr)
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Schedule by worker group: one worker runs a whole file, and the pages of one group."""
    from tests.evaluate.scheduling import WorkerGroupScheduling

    return WorkerGroupScheduling(config, log, config.stash[SESSION].docs)


def _seconds(config: pytest.Config) -> float:
    """The time limit of one fence."""
    text = str(config.getini("guide_fence_seconds"))
    try:
        return float(text)
    except ValueError:
        raise pytest.UsageError(f"guide_fence_seconds is {text!r}, which is not a number") from None


def _stop(number: int, frame: FrameType | None) -> None:
    """End the run at SIGTERM as at Ctrl+C, so that processes and files are removed."""
    pytest.exit(f"ended by signal {number}", returncode=128 + number)
