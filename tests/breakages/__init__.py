"""The ways to spoil a healthy world, one small function each; troubleshooting pages name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getmembers, isfunction
from types import ModuleType

from ..sandbox.world import Sandbox
from . import accounts, dist, github, indexes, publishers, reader, sources, triggers, workflow

Breakage = Callable[[Sandbox], None]


def _of(module: ModuleType) -> Iterator[tuple[str, Breakage]]:
    """The module's own public functions, named as front matter names them: with hyphens."""
    for name, function in getmembers(module, isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            yield name.replace("_", "-"), function


_MODULES = (accounts, dist, github, indexes, publishers, reader, sources, triggers, workflow)
BREAKAGES: dict[str, Breakage] = {
    name: breakage for module in _MODULES for name, breakage in _of(module)
}
