"""The house rules that a machine can hold: size, and names that do not repeat."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests import ROOT

#: Two screens.
LINES = 150
MODULES = sorted(
    path
    for folder in ("tests", "overrides")
    for path in (ROOT / folder).rglob("*.py")
    if "specimen" not in path.parts
)
#: File names that each room has by convention.
SHARED = {"__init__", "__main__", "conftest", "fixtures", "plugin"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_fits_on_two_screens(path: Path) -> None:
    """A longer one holds two ideas."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES


def test_no_name_stands_in_three_rooms() -> None:
    """Who looks for a name finds the file."""
    stems = Counter(path.stem for path in MODULES if path.stem not in SHARED)
    assert not {stem: times for stem, times in stems.items() if times > 2}


def test_nothing_lies_loose_between_the_rooms() -> None:
    loose = {path.name for path in (ROOT / "tests").iterdir() if path.is_file()}
    assert loose == {"__init__.py"}
