"""Which worker runs what: loaded by the process that hands the work out, when there are workers."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.harness.page import Book
from tests.harness.prerequisites import PrerequisiteProblem, company


class CompanyScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """xdist's own scheduling by scope, where a scope is a file or a company of pages.

    xdist's `--dist loadgroup` writes into an attribute that pytest 9.2 no longer has.
    """

    def __init__(self, config: pytest.Config, log: Any, book: Book) -> None:
        super().__init__(config, log)
        self._book = book
        self._companies: dict[str, str] = {}

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file not in self._companies:
            self._companies[file] = self._company(file)
        return self._companies[file]

    def _company(self, file: str) -> str:
        if not file.startswith(f"{self._book.docs}/"):
            return file
        try:
            return company(self._book, self._book.page(file))
        except (PrerequisiteProblem, OSError, UnicodeDecodeError):
            return file  # The page itself says what is wrong with it.
