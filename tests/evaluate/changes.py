"""Which pages and test files have changed since they last passed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.evaluate.passed import Inputs, Passed, Record


@dataclass(frozen=True)
class Changes:
    """Compares the files below `folders` with the record.

    Those below `always` always run; those below `on_request` are not compared, as they never run.
    A page whose passing is not in the ledger runs as well: `in_ledger` are those that are.
    """

    root: Path
    inputs: Inputs
    record: Record
    folders: Sequence[str]
    always: Sequence[str]
    on_request: Sequence[str] = ()
    in_ledger: Collection[str] = ()

    def files(self) -> list[str]:
        """The pages that have fences, and the test files, as paths from the root."""
        docs = self.inputs.docs
        pages = _below(self.root, [docs.folder], "*.md")
        tests = _below(
            self.root, [folder for folder in self.folders if folder != docs.folder], "test_*.py"
        )
        ordinary = [name for name in tests if not _is_listed(name, self.on_request)]
        return [page for page in pages if self._has_tests(page)] + ordinary

    def is_page(self, name: str) -> bool:
        """True for a page, False for a test file."""
        return name.startswith(f"{self.inputs.docs.folder}/")

    def _has_tests(self, page: str) -> bool:
        """True for a page with fences, and for one that cannot be read, whose test reports that."""
        try:
            return bool(self.inputs.docs.page(page).fences)
        except (OSError, UnicodeDecodeError):
            return True

    @cached_property
    def left_out(self) -> dict[str, Passed]:
        """The files that need not run, with their record entries, computed at the first call."""
        found = {name: self.record.unchanged(name, self.inputs) for name in self.files()}
        return {
            name: passed
            for name, passed in found.items()
            if passed and not self._always(name) and self._is_in_ledger(name)
        }

    def changed(self) -> list[str]:
        """The files that have to run because they have changed."""
        return [
            name for name in self.files() if name not in self.left_out and not self._always(name)
        ]

    def _is_in_ledger(self, name: str) -> bool:
        return name in self.in_ledger or not self.is_page(name)

    def _always(self, name: str) -> bool:
        return _is_listed(name, self.always)


def _is_listed(name: str, paths: Collection[str]) -> bool:
    """Whether `name` is one of the paths, or below one."""
    return name in paths or name.startswith(tuple(f"{path}/" for path in paths))


def _below(root: Path, folders: Sequence[str], pattern: str) -> list[str]:
    found = (path for folder in folders for path in sorted((root / folder).rglob(pattern)))
    return [path.relative_to(root).as_posix() for path in found]
