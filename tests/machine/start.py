"""What a process does first: it takes what it needs from its variables, and drops the others."""

from __future__ import annotations

from collections.abc import Collection

from tests.machine import package_index, variables


def reduce_environment(also: Collection[str] = ()) -> None:
    """Remember the index with its login, then keep the inherited variables and those in `also`."""
    package_index.remember(package_index.from_environment())
    variables.reduce(also=also)
