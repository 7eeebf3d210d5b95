"""The size of modules, and the rooms that their names are in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests import ROOT
from tests.layout.layers import in_specimen

#: The lines on two screens.
LINES = 150
MODULES = sorted(
    path
    for folder in ("tests", "overrides")
    for path in (ROOT / folder).rglob("*.py")
    if not in_specimen(path)
)
#: File names that each room has by convention.
SHARED = {"__init__", "__main__", "conftest", "fixtures", "plugin"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_has_150_lines_at_most(path: Path) -> None:
    """A longer module contains two ideas and is split between them."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES


def test_no_file_stem_is_in_three_rooms() -> None:
    """A search for the stem then finds the module."""
    stems = Counter(path.stem for path in MODULES if path.stem not in SHARED)
    assert not {stem: times for stem, times in stems.items() if times > 2}


def test_every_module_is_in_a_room() -> None:
    loose = {path.name for path in (ROOT / "tests").iterdir() if path.is_file()}
    assert loose == {"__init__.py"}
