"""The page about the code's layout names rooms, names and files that exist."""

from __future__ import annotations

import ast
import re

import pytest

from tests import ROOT
from tests.layout.layers import LAYERS, in_specimen

PAGE = (ROOT / "docs/reference/architecture.md").read_text(encoding="utf-8")
#: The rows of the table of rooms.
ROOMS = dict(re.findall(r"^\| `(tests/[\w/]+/)` \| (.+?) \|$", PAGE, re.MULTILINE))
#: Rooms without `__init__.py`.
DATA = {"tests/specimen/"}
PATHS = re.findall(r"`((?:tests|overrides|docs|\.github)/[\w./-]*)`", PAGE)
NAMED = sorted(set(re.findall(r"`(\w+)` in `([\w./]+)`", PAGE)))


def _summary(folder: str) -> str:
    """The first line of a package's docstring."""
    text = (ROOT / folder / "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def test_every_room_has_a_row() -> None:
    packages = {
        f"{path.parent.relative_to(ROOT).as_posix()}/"
        for path in (ROOT / "tests").rglob("__init__.py")
        if not in_specimen(path) and path.parent != ROOT / "tests"
    }
    assert set(ROOMS) == packages | DATA


@pytest.mark.parametrize("room", sorted(set(ROOMS) - DATA))
def test_a_row_is_the_first_line_of_the_package_s_docstring(room: str) -> None:
    assert ROOMS[room] == _summary(room)


def test_the_rows_of_top_level_rooms_are_in_the_order_of_the_layers() -> None:
    """A room is above the rooms that it may import. Rooms inside rooms are not compared."""
    rank = {f"tests/{room}/": at for at, rooms in enumerate(LAYERS["tests"]) for room in rooms}
    top = [rank[room] for room in ROOMS if room in rank]
    assert top == sorted(top)


@pytest.mark.parametrize("path", sorted(set(PATHS)))
def test_every_path_on_the_page_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "file"), NAMED)
def test_every_name_is_defined_in_the_file_that_the_page_gives(name: str, file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(
        rf"^(?:class |(?:async )?def |    def )?{name}\b(?:[:( =]|$)", text, re.MULTILINE
    )


def test_the_page_has_at_least_20_names_and_40_paths() -> None:
    assert len(NAMED) >= 20 and len(PATHS) >= 40
