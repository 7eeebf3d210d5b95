"""Pages and fences as pytest sees them: a file, and its items, by way of Sybil."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil.example import SybilFailure
from sybil.integration.pytest import SybilFile, SybilItem

from tests.evaluate.ledger import Entry, entry
from tests.evaluate.page_run import FAILED, PageRun
from tests.evaluate.session import Session
from tests.evaluate.sybil_document import PageSybil
from tests.pages.page import Page, Problem
from tests.pages.prerequisites import PrerequisiteProblem, prerequisites

#: The name under which an item's ledger entries travel with its report.
PROPERTY = "guide_fences"


class PageFile(SybilFile):
    """A Markdown page. Its fences are items in order, since each begins where the last ended."""

    def collect(self) -> Iterator[pytest.Item]:
        """The page's fences; or one item that says what is wrong with the page as a whole."""
        sybil = self.sybils[0]
        assert isinstance(sybil, PageSybil)
        page = sybil.page(self.path)
        if wrong := page.problem or _wrong(sybil.session, page):
            yield PageItem.from_parent(self, name="page", page=page, sentence=str(wrong))
            return
        for path in page.front.after:
            sybil.session.prerequisite_pages.add(sybil.session.docs.page_name(path))
        for item in super().collect():  # type: ignore[no-untyped-call]
            yield FenceItem.from_parent(self, sybil=sybil, example=item.example)

    def teardown(self) -> None:
        """Ends the page's shell."""
        for document in self.documents:
            document.namespace["performance"].close()
        super().teardown()


class FenceItem(SybilItem):
    """One fence."""

    def runtest(self) -> None:
        """Judges the fence; its ledger entry goes with the report."""
        page_run: PageRun = self.example.namespace["performance"]
        index: int = self.example.parsed
        try:
            super().runtest()
        finally:
            verdict = page_run.verdicts.get(index)
            kind, seconds = (verdict.verdict, verdict.seconds) if verdict else (FAILED, 0.0)
            done = entry(page_run.page.fences[index], kind, seconds)
            self.user_properties.append((PROPERTY, [done]))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the fence is: pytest counts lines from 0."""
        return self.path, self.example.line - 1, f"{self.path.name}:{self.example.line}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The report alone: a traceback would show our own code."""
        if isinstance(excinfo.value, SybilFailure):
            return excinfo.value.result
        return super().repr_failure(excinfo, style)


class PageItem(pytest.Item):
    """A page that cannot be played at all; its fences count as failed."""

    def __init__(self, *, page: Page, sentence: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sentence = sentence
        entries: list[Entry] = [entry(fence, FAILED, 0.0) for fence in page.fences]
        self.user_properties.append((PROPERTY, entries))

    def runtest(self) -> None:
        """Fails with the sentence."""
        pytest.fail(self.sentence, pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The page."""
        return self.path, 0, self.path.name


def _wrong(session: Session, page: Page) -> str | None:
    """What is wrong with the page beside its text: its prerequisites, or its acts."""
    try:
        prerequisites(session.docs, page)
    except PrerequisiteProblem as problem:
        return str(problem)
    wrong = session.project.procedure(page).problem()
    return str(Problem(page.place("symptom"), wrong)) if wrong else None
