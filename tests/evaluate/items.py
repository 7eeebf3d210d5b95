"""Pages and fences as pytest nodes: a file, and an item for each fence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Example
from sybil.example import SybilFailure

from tests.evaluate import sybil_document
from tests.evaluate.ledger import Entry, PageDigests, entry
from tests.evaluate.page_run import PageRun
from tests.evaluate.reported import as_property
from tests.evaluate.session import Session
from tests.evaluate.verdict import FAILED
from tests.pages.page import Docs, Page, Problem
from tests.pages.prerequisites import PrerequisiteProblem, prerequisites


class PageFile(pytest.File):
    """A Markdown page. Its fences run in order: each starts in the state after the one before.

    pytest's own `session` is another, so the keyword is `guide_session`.
    """

    def __init__(self, *, guide_session: Session, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._session = guide_session
        self._page_runs: list[PageRun] = []

    def collect(self) -> Iterator[pytest.Item]:
        """The fences of the page; one failing item when the page as a whole cannot run."""
        docs = self._session.docs
        page = _page(docs, self.path)
        digests = PageDigests.of(docs, page)
        if problem := page.problem or _problem(self._session, page):
            entries = [entry(page, n, digests, FAILED, 0.0) for n in range(len(page.fences))]
            yield PageItem.from_parent(self, name="page", entries=entries, sentence=str(problem))
            return
        for path in page.front.after:
            self._session.prerequisite_pages.add(docs.page_name(path))
        page_run = PageRun(self._session, page)
        self._page_runs.append(page_run)
        for example in sybil_document.parse(self.path, page_run).examples():
            name = _item_name(example, page)
            yield FenceItem.from_parent(
                self, name=name, page_run=page_run, digests=digests, example=example
            )

    def teardown(self) -> None:
        """End the page's shell; fail for what has happened after the last fence.

        That is an error of a service, or a program that went outside the environment.
        """
        for page_run in self._page_runs:
            page_run.close()
        if problem := self._session.service_errors() or self._session.outside():
            pytest.fail(f"{self.path.name}: {self._session.mask(problem)}", pytrace=False)


class FenceItem(pytest.Item):
    """One fence."""

    def __init__(
        self, *, page_run: PageRun, digests: PageDigests, example: Example, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._page_run, self._digests, self._example = page_run, digests, example

    def runtest(self) -> None:
        """Evaluate the fence, and add its ledger entry to the report."""
        index: int = self._example.parsed
        try:
            self._example.evaluate()
        finally:
            verdict = self._page_run.verdicts.get(index)
            kind, seconds = (verdict.verdict, verdict.seconds) if verdict else (FAILED, 0.0)
            recorded = entry(self._page_run.page, index, self._digests, kind, seconds)
            self.user_properties.append(as_property([recorded]))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The fence's location; pytest counts lines from 0."""
        line = self._example.line
        return self.path, line - 1, f"{self.path.name}:{line}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The report of a failed fence, or the traceback of another exception.

        The traceback begins at the evaluator: pytest omits its own frames only for functions.
        """
        if isinstance(excinfo.value, SybilFailure):
            return excinfo.value.result
        if not self.config.getoption("fulltrace"):
            excinfo.traceback = excinfo.traceback.cut(path=sybil_document.__file__)
        return super().repr_failure(excinfo, style)


class PageItem(pytest.Item):
    """A page that cannot run. The ledger records each of its fences as failed."""

    def __init__(self, *, entries: list[Entry], sentence: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._sentence = sentence
        self.user_properties.append(as_property(entries))

    def runtest(self) -> None:
        """Fail with the sentence."""
        pytest.fail(self._sentence, pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The first line of the page."""
        return self.path, 0, self.path.name


def _page(docs: Docs, path: Path) -> Page:
    """The page at `path`; for a file that cannot be read, a page with a problem."""
    name = path.relative_to(docs.root).as_posix()
    try:
        return docs.page(name)
    except OSError as problem:
        return Page.unreadable(name, problem.strerror or "cannot be read")
    except UnicodeDecodeError:
        return Page.unreadable(name, "is not UTF-8")


def _problem(session: Session, page: Page) -> str | None:
    """The problem of the prerequisites or the procedure, for which the page cannot run."""
    try:
        prerequisites(session.docs, page)
    except PrerequisiteProblem as problem:
        return str(problem)
    reason = session.project.procedure(page).problem()
    return str(Problem(page.place("symptom"), reason)) if reason else None


def _item_name(example: Example, page: Page) -> str:
    """`12-bash`; the column follows for a further fence of the same include."""
    language = page.fences[example.parsed].language or "none"
    return f"{example.line}-{language}" + (f"-{example.column}" * (example.column > 1))
