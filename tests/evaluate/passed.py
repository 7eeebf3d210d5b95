"""The record of the files that have passed, with a digest of their inputs: `.cache/passed.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from tests.evaluate import ledger
from tests.pages.page import Docs
from tests.pages.prerequisites import PrerequisiteProblem, prerequisites
from tests.terminal.whole_file import locked

RECORD = Path(".cache/passed.json")


class Passed(TypedDict):
    """A file that has passed: the digest of its inputs, and when."""

    digest: str
    ran_at: str


@dataclass(frozen=True)
class Inputs:
    """The inputs of the tests. `shared` is the digest of the inputs of every test."""

    docs: Docs
    shared: str

    @classmethod
    def read(cls, docs: Docs, paths: Iterable[str]) -> Inputs:
        """Read the shared inputs: files and folders below the root."""
        digest = sha256()
        for path in _files(docs.root, paths):
            digest.update(f"{path.relative_to(docs.root)}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
        return cls(docs, digest.hexdigest())

    def digest(self, name: str) -> str:
        """The digest of the inputs of the file `name`: for a page, its prerequisites as well."""
        if not name.startswith(f"{self.docs.folder}/"):
            return self.shared
        try:
            page = self.docs.page(name)
            texts = [each.sha256 for each in (*prerequisites(self.docs, page), page)]
        except (PrerequisiteProblem, OSError, UnicodeDecodeError):
            return ""  # The page's test reports the problem; the page never counts as passed.
        return sha256("\0".join([self.shared, *texts]).encode()).hexdigest()


def _files(root: Path, paths: Iterable[str]) -> Iterator[Path]:
    for path in (root / name for name in sorted(paths)):
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)


@dataclass
class Record:
    """The files that have passed, by their path from the root."""

    path: Path
    files: dict[str, Passed] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> Record:
        """The record of the last runs; empty when there is none or it cannot be read."""
        path = root / RECORD
        return cls(path, _files_in(path))

    def unchanged(self, name: str, inputs: Inputs) -> Passed | None:
        """The entry of a file that has passed with the current inputs; None when it has not."""
        passed = self.files.get(name)
        return passed if passed and passed["digest"] == inputs.digest(name) else None

    def save(self, passed: Mapping[str, Passed], failed: Iterable[str]) -> None:
        """Add the files that have passed and remove those that have failed.

        Another run may have written the record meanwhile: only this run's files are changed in it.
        Raises OSError when the record cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.path.with_suffix(".lock")):
            self.files = _files_in(self.path)
            for name in failed:
                self.files.pop(name, None)
            self.files.update(passed)
            ledger.save(self.path, self.files)


def _files_in(path: Path) -> dict[str, Passed]:
    """The entries of a record; none when it is missing or damaged."""
    try:
        files = json.loads(path.read_text(encoding="utf-8"))
        return {name: passed for name, passed in files.items() if _is_valid(passed)}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _is_valid(passed: object) -> bool:
    digest = passed.get("digest") if isinstance(passed, dict) else None
    return isinstance(digest, str) and digest != ""
