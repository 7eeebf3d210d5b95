"""The faults: each is registered under a name of its own, and no two have the same code."""

from __future__ import annotations

import ast
from collections import Counter
from itertools import product
from pathlib import Path

from overrides.hooks.facts import read
from tests import ROOT
from tests.guide import tabs
from tests.pages.page import Docs

FAULTS_FOLDER = Path(__file__).with_name("faults")


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_every_public_function_of_a_module_is_a_registered_fault() -> None:
    """No module is missing, and no name is defined twice: one fault would replace the other."""
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


def test_each_fault_has_a_check_that_it_is_mended() -> None:
    """A remedy is judged from the world; a fault that nobody judges could not fail."""
    from tests.guide.faults import FAULTS
    from tests.guide.remedies.remedy import remedy_of

    unjudged = sorted(name for name, fault in FAULTS.items() if remedy_of(fault) is None)
    assert not unjudged, f"tests/guide/faults: give {unjudged[0]} a check with @mended_by(…)"


def test_each_tab_of_a_real_page_tells_its_own_fault_and_no_other() -> None:
    """Whichever two faults of a page are exchanged, one of their tabs no longer tells its fault."""
    from tests.guide.faults import FAULTS
    from tests.guide.remedies.remedy import remedy_of

    for path in sorted((ROOT / "docs/troubleshooting").glob("*.md")):
        page = Docs(ROOT).page(path.relative_to(ROOT).as_posix())
        causes = page.front.breakage
        if not isinstance(causes, dict):
            continue
        found = tabs.tabs_of(page, "Fix")
        told = {tab: remedy_of(FAULTS[name]) for tab, name in causes.items()}
        for (one, of_one), (two, of_two) in product(told.items(), repeat=2):
            assert of_one and of_two and of_one.told_as, (
                f"{page.name}: {one}: @mended_by(told_as=…)"
            )
            exchanged = tabs.untold(one, found, of_two.told_by(read(ROOT)))
            assert (exchanged is None) == (one == two), f"{page.name}: {one}, {two}: {exchanged}"
