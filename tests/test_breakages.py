"""The rooms of the sandbox and of its breakages: small, none forgotten, nothing in them twice."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
ROOMS = sorted([*FOLDER.glob("breakages/*.py"), *FOLDER.glob("sandbox/**/*.py")])
#: Two screens hold so many.
LINES = 150


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_room_fits_on_two_screens(path: Path) -> None:
    """What has outgrown that holds two things."""
    assert len(path.read_text().splitlines()) <= LINES


def test_every_breakage_is_found_by_its_name() -> None:
    """No file is forgotten, and no name stands in two of them, where one would hide the other."""
    from tests.breakages import BREAKAGES

    files = [path for path in FOLDER.glob("breakages/*.py") if path.stem != "__init__"]
    defined = Counter(f.name.replace("_", "-") for path in files for f in _functions(path))
    public = {name for name in defined if not name.startswith("-")}
    assert public == BREAKAGES.keys()
    assert not [name for name in public if defined[name] > 1]


def test_no_two_breakages_do_the_same() -> None:
    """Bodies are compared without their docstrings."""
    bodies = Counter(
        "\n".join(map(ast.unparse, f.body[1:]))
        for path in FOLDER.glob("breakages/*.py")
        for f in _functions(path)
        if ast.get_docstring(f)
    )
    assert not [body for body, times in bodies.items() if body and times > 1]
