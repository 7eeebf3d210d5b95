"""The page about the code's layout is true: its rooms, names and files are those on the disk."""

from __future__ import annotations

import ast
import re

import pytest

from tests import ROOT
from tests.layout.test_layers import LAYERS

PAGE = (ROOT / "docs/reference/architecture.md").read_text(encoding="utf-8")
#: The rows of the table of rooms.
ROOMS = dict(re.findall(r"^\| `(tests/[\w/]+/)` \| (.+?) \|$", PAGE, re.MULTILINE))
#: Rooms that hold no package: data alone.
DATA = {"tests/specimen/"}
PATHS = re.findall(r"`((?:tests|overrides|docs|\.github)/[\w./-]*)`", PAGE)
NAMED = re.findall(r"`(\w+)` in `([\w./]+)`", PAGE)


def _summary(folder: str) -> str:
    """The first sentence of a package's docstring."""
    text = (ROOT / folder / "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def test_every_room_has_its_row() -> None:
    packages = {
        f"{path.parent.relative_to(ROOT).as_posix()}/"
        for path in (ROOT / "tests").rglob("__init__.py")
        if "specimen" not in path.parts and path.parent != ROOT / "tests"
    }
    assert set(ROOMS) == packages | DATA


@pytest.mark.parametrize("room", sorted(set(ROOMS) - DATA))
def test_a_row_says_what_the_package_says_of_itself(room: str) -> None:
    assert ROOMS[room] == _summary(room)


def test_the_rows_stand_in_the_order_of_the_layers() -> None:
    """A room stands above all those that it may import."""
    rank = {f"tests/{room}/": at for at, rooms in enumerate(LAYERS["tests"]) for room in rooms}
    top = [rank[room] for room in ROOMS if room in rank]
    assert top == sorted(top)


@pytest.mark.parametrize("path", sorted(set(PATHS)))
def test_a_file_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "file"), NAMED)
def test_a_name_is_defined_where_the_page_says(name: str, file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(
        rf"^(?:class |(?:async )?def |    def )?{name}\b(?:[:( =]|$)", text, re.MULTILINE
    )


def test_the_page_names_what_a_newcomer_looks_for() -> None:
    assert len(NAMED) >= 20 and len(PATHS) >= 40
