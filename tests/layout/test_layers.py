"""Rooms import only rooms in lower layers; test modules may import any room."""

from __future__ import annotations

import re
from functools import cache

import grimp
import pytest

from tests import ROOT

#: The rooms of each package by layer, from the top. Rooms of one layer do not import each other.
LAYERS: dict[str, list[set[str]]] = {
    "tests": [
        {"layout", "benchmarks"},
        {"addresses", "browser", "contracts", "diagnose", "workflows"},
        {"site", "guide"},
        {"drift", "evaluate", "sandbox"},
        {"pages"},
        {"terminal"},
    ],
    "tests.sandbox": [
        {"__main__", "fixtures", "actors"},
        {"sandbox"},
        {"stand_ins", "snapshots", "abandoned_sandboxes", "preconditions"},
        {"indexes", "github_service"},
        {"actions_service"},
        {"runner"},
        {"mirror", "sigstore"},
        {"github"},
        {"pypi", "workstation"},
        {"network", "oidc_issuer"},
    ],
    "tests.guide": [
        {"plugin"},
        {"sandbox_environment", "project"},
        {"failure_page", "fragment", "faults"},
        {"containment", "documents", "schema"},
    ],
}


@cache
def graph() -> grimp.ImportGraph:
    """The imports of all modules below tests/ that are not test modules."""
    found = grimp.build_graph("tests", cache_dir=None)
    for module in found.modules:
        if module.rpartition(".")[2].startswith("test_"):
            found.remove_module(module)
    return found


@pytest.mark.parametrize("package", LAYERS)
def test_a_room_imports_only_rooms_in_lower_layers(package: str) -> None:
    layers = tuple(grimp.Layer(*rooms, independent=True) for rooms in LAYERS[package])
    illegal = graph().find_illegal_dependencies_for_layers(layers, containers={package})
    assert not [f"{chain.importer} imports {chain.imported}" for chain in illegal]


@pytest.mark.parametrize("package", LAYERS)
def test_every_room_is_in_a_layer(package: str) -> None:
    rooms = {child.rpartition(".")[2] for child in graph().find_children(package)}
    assert rooms == set().union(*LAYERS[package])


def test_the_hooks_of_the_site_import_nothing_from_tests() -> None:
    hooks = sorted((ROOT / "overrides").rglob("*.py"))
    assert hooks
    imports = re.compile(r"^\s*(?:from|import) tests\b", re.MULTILINE)
    assert not [path for path in hooks if imports.search(path.read_text(encoding="utf-8"))]
