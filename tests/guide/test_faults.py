"""Tests of the faults' names and of their code."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

FAULTS_FOLDER = Path(__file__).with_name("faults")


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_every_fault_is_found_by_its_name() -> None:
    """No module is left out, and no name is defined twice: one fault would hide the other."""
    from tests.guide.faults import FAULTS

    files = [path for path in FAULTS_FOLDER.glob("*.py") if path.stem != "__init__"]
    defined = Counter(f.name.replace("_", "-") for path in files for f in _functions(path))
    public = {name for name in defined if not name.startswith("-")}
    assert public == FAULTS.keys()
    assert not [name for name in public if defined[name] > 1]


def test_no_two_faults_have_the_same_body() -> None:
    """Bodies are compared without their docstrings."""
    bodies = Counter(
        "\n".join(map(ast.unparse, f.body[1:]))
        for path in FAULTS_FOLDER.glob("*.py")
        for f in _functions(path)
        if ast.get_docstring(f)
    )
    assert not [body for body, times in bodies.items() if body and times > 1]
