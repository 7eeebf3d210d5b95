"""A copy of the project in a temporary folder, in which one file at a time is spoiled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import ROOT
from tests.drift.mutations.mutation import Mutation

#: What no check reads, and what is large: at the top, and anywhere.
AT_THE_TOP = {".git", ".venv", ".cache", "site"}
ANYWHERE = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
_OF_PYTHON = {"PYTHONDONTWRITEBYTECODE", "PYTHONSAFEPATH"}


def _left_out(folder: str, names: list[str]) -> set[str]:
    return set(names) & (AT_THE_TOP | ANYWHERE if Path(folder) == ROOT else ANYWHERE)


class ProjectCopy:
    """The copy at `root`. Its caches of packages are those of the project; its ledger is not."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT, root, symlinks=True, ignore=_left_out)
        (root / ".cache").mkdir()
        for folder in (ROOT / ".cache").iterdir() if (ROOT / ".cache").is_dir() else ():
            if folder.is_dir():
                (root / ".cache" / folder.name).symlink_to(folder)

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a program in the copy: modules are compiled once, outside of it."""
        kept = {name: each for name, each in os.environ.items() if name not in _OF_PYTHON}
        return {**kept, "PYTHONPYCACHEPREFIX": f"{self.root}-modules", "PYTEST_ADDOPTS": ""}

    @contextmanager
    def spoiled(self, mutation: Mutation) -> Iterator[None]:
        """The copy with the mutation, for the block."""
        path = self.root / mutation.file
        before = path.read_text(encoding="utf-8")
        path.write_text(mutation.apply(before), encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(before, encoding="utf-8")
