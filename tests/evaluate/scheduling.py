"""Schedule a whole worker group on one worker, by overriding a private method of xdist.

xdist has no public way to group items: `--dist loadgroup` writes into an attribute that pytest 9.2
no longer has. test_scheduling.py fails when the installed xdist does not call the method.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.pages.page import Docs
from tests.pages.prerequisites import PrerequisiteProblem, worker_group


class WorkerGroupScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """xdist's scheduling by scope, where a scope is a file or a worker group of pages."""

    def __init__(self, config: pytest.Config, log: Any, docs: Docs) -> None:
        super().__init__(config, log)
        self._docs = docs
        self._groups: dict[str, str] = {}

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file not in self._groups:
            self._groups[file] = self._group(file)
        return self._groups[file]

    def _group(self, file: str) -> str:
        if not file.startswith(f"{self._docs.folder}/"):
            return file
        try:
            return worker_group(self._docs, self._docs.page(file))
        except (PrerequisiteProblem, OSError, UnicodeDecodeError):
            return file  # The page's own item reports the problem.
