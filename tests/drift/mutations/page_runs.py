"""Judges mutations of pages that no static check sees: builds the site, and runs the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.drift.mutations.command_runs import BUILD, NO_TESTS, PYTEST, ran
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.project_copy import ProjectCopy
from tests.drift.mutations.static_checks import ChecksFail

_FAILED = re.compile(r"^(?:FAILED|ERROR) (?P<page>docs/[^:\s]+\.md)", re.MULTILINE)
TOGETHER = ("pytest", *PYTEST, "-rfE", "--tb=no", "--continue-on-collection-errors")
#: pytest's status when tests have failed, and nothing else has gone wrong.
SOME_FAILED = 1
PREFLIGHT = ("pytest", *PYTEST, "-x", "tests/preflight/test_page.py")
ABOUT_PREFLIGHT = ("docs/publish/try-offline.md", "docs/reference/preflight.md")
DIAGNOSE = ("pytest", *PYTEST, "-x", "tests/diagnose")


class PageRuns:
    """Runs pages of a copy; a page has to pass without a mutation before it judges one."""

    def __init__(self, copy: ProjectCopy) -> None:
        self._copy, self._green = copy, set[str]()

    def judge(self, batch: Sequence[Mutation]) -> Iterator[tuple[Mutation, str | None]]:
        """Each mutation of the batch with what has failed by it, None when nothing has."""
        left = list(batch)
        for what, failing in (
            ("pytest", self._failing_pages),
            ("mkdocs build --strict", self._failing_build),
            ("pytest tests/diagnose", self._failing_diagnosis),
            ("pytest tests/preflight/test_page.py", self._failing_preflight),
        ):
            found = failing(left)
            yield from ((each, f"{what} {each.file}") for each in found)
            left = [each for each in left if each not in found]
        yield from ((each, None) for each in left)

    def _failing_pages(self, mutations: Sequence[Mutation]) -> list[Mutation]:
        failed = self._failed(mutations, sorted({each.file for each in mutations}))
        doubtful = sorted(failed - self._green)
        if doubtful and (wrong := self._failed((), doubtful)):
            raise ChecksFail(f"fails without a mutation: {' '.join(sorted(wrong))}")
        self._green.update(doubtful)
        return [each for each in mutations if each.file in failed]

    def _failed(self, mutations: Sequence[Mutation], pages: Sequence[str]) -> set[str]:
        with self._spoiled(mutations):
            status, output = ran(self._copy, (*TOGETHER, *pages), len(pages))
        if status in (0, SOME_FAILED, NO_TESTS):
            return {found["page"] for found in _FAILED.finditer(output)}
        return {pages[0]} if len(pages) == 1 else self._each(mutations, pages)

    def _each(self, mutations: Sequence[Mutation], pages: Sequence[str]) -> set[str]:
        """The pages that fail alone, when they cannot be run together."""
        found = set[str]()
        for page in pages:
            found |= self._failed([each for each in mutations if each.file == page], [page])
        return found

    def _failing_build(self, mutations: Sequence[Mutation]) -> list[Mutation]:
        return self._among(mutations, BUILD)

    def _failing_diagnosis(self, mutations: Sequence[Mutation]) -> list[Mutation]:
        """Of the heads of failure pages, whose patterns look up a log."""
        heads = [each for each in mutations if each.kind == "header"]
        return self._among([one for one in heads if "troubleshooting/" in one.file], DIAGNOSE)

    def _failing_preflight(self, mutations: Sequence[Mutation]) -> list[Mutation]:
        """Of the pages whose commands would start a sandbox inside the sandbox."""
        return self._among([each for each in mutations if each.file in ABOUT_PREFLIGHT], PREFLIGHT)

    def _among(self, mutations: Sequence[Mutation], command: Sequence[str]) -> list[Mutation]:
        """Those with which the command fails, found by halves."""
        if not mutations or self._passes(mutations, command):
            return []
        if len(mutations) == 1:
            words = " ".join(command)
            if words not in self._green and not self._passes((), command):
                raise ChecksFail(f"fails without a mutation: {words}")
            self._green.add(words)
            return list(mutations)
        middle = len(mutations) // 2
        return [
            *self._among(mutations[:middle], command),
            *self._among(mutations[middle:], command),
        ]

    def _passes(self, mutations: Sequence[Mutation], command: Sequence[str]) -> bool:
        with self._spoiled(mutations):
            return ran(self._copy, command)[0] in (0, NO_TESTS)

    def _spoiled(self, mutations: Sequence[Mutation]) -> ExitStack:
        stack = ExitStack()
        for each in mutations:
            stack.enter_context(self._copy.spoiled(each))
        return stack
