"""Rooms import only rooms in lower layers; test modules may import any room."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests import ROOT
from tests.layout.layers import LAYERS, in_specimen


@cache
def graph() -> grimp.ImportGraph:
    """The imports of all modules below tests/ that are not test modules."""
    found = grimp.build_graph("tests", cache_dir=None)
    for module in filter(is_test, found.modules):
        found.remove_module(module)
    return found


def is_test(module: str) -> bool:
    return module.rpartition(".")[2].startswith("test_")


def imports_of_test_modules(found: grimp.ImportGraph) -> list[str]:
    """The imports of test modules by modules that are not test modules."""
    return [
        f"{importer} imports {module}"
        for module in sorted(filter(is_test, found.modules))
        for importer in sorted(found.find_modules_that_directly_import(module))
        if not is_test(importer)
    ]


def folders_without_init(package: Path) -> list[str]:
    """The folders with modules but without `__init__.py`: grimp does not see their modules."""
    folders = {path.parent.relative_to(package) for path in package.rglob("*.py")}
    return sorted(
        folder.as_posix()
        for folder in folders
        if not in_specimen(folder / "module") and not (package / folder / "__init__.py").exists()
    )


def imports_tests(source: str) -> bool:
    """Whether a module with this text imports `tests` or a module in it."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [a.name for node in nodes if isinstance(node, ast.Import) for a in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return any(name.partition(".")[0] == "tests" for name in names)


@pytest.mark.parametrize("package", LAYERS)
def test_a_room_imports_only_rooms_in_lower_layers(package: str) -> None:
    layers = tuple(grimp.Layer(*rooms, independent=True) for rooms in LAYERS[package])
    illegal = graph().find_illegal_dependencies_for_layers(layers, containers={package})
    assert not [f"{chain.importer} imports {chain.imported}" for chain in illegal]


@pytest.mark.parametrize("package", LAYERS)
def test_every_room_is_in_a_layer(package: str) -> None:
    rooms = {child.rpartition(".")[2] for child in graph().find_children(package)}
    assert rooms == set().union(*LAYERS[package])


def test_every_folder_with_modules_is_a_package() -> None:
    assert not folders_without_init(ROOT / "tests")


def test_a_folder_without_init_is_named(tmp_path: Path) -> None:
    for name in ("__init__.py", "room/__init__.py", "room/inner/module.py", "specimen/setup.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert folders_without_init(tmp_path) == ["room/inner"]


def test_only_test_modules_import_test_modules() -> None:
    assert not imports_of_test_modules(grimp.build_graph("tests", cache_dir=None))


def test_a_module_that_imports_a_test_module_is_named() -> None:
    found = grimp.ImportGraph()
    for importer in ("tests.room.module", "tests.room.test_other"):
        found.add_import(importer=importer, imported="tests.room.test_one")
    assert imports_of_test_modules(found) == ["tests.room.module imports tests.room.test_one"]


def test_the_hooks_of_the_site_import_nothing_from_tests() -> None:
    hooks = sorted((ROOT / "overrides").rglob("*.py"))
    assert hooks
    assert not [path for path in hooks if imports_tests(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("source", "imports"),
    [
        ("import json, tests.pages.page", True),
        ("import  tests", True),
        ("def late():\n    from  tests.pages import page", True),
        ("import testsuite", False),
        ("from overrides import tests_of_hooks", False),
        ("text = 'import tests'", False),
    ],
)
def test_an_import_of_tests_is_found_however_it_is_written(source: str, imports: bool) -> None:
    assert imports_tests(source) == imports
