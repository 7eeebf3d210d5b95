"""The ways to spoil a healthy world, one small function each; troubleshooting pages name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getmembers, isfunction
from types import ModuleType

from tests.guide.faults import (
    accounts,
    dist_folder,
    github_settings,
    indexes,
    publishers,
    source_tree,
    triggers,
    workflow_jobs,
    workstation,
)
from tests.sandbox.sandbox import Sandbox

Breakage = Callable[[Sandbox], None]


def _of(module: ModuleType) -> Iterator[tuple[str, Breakage]]:
    """The module's own public functions, named as front matter names them: with hyphens."""
    for name, function in getmembers(module, isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield name.replace("_", "-"), function


_MODULES = (
    accounts,
    dist_folder,
    github_settings,
    indexes,
    publishers,
    workstation,
    source_tree,
    triggers,
    workflow_jobs,
)
FAULTS: dict[str, Breakage] = {
    name: breakage for module in _MODULES for name, breakage in _of(module)
}
