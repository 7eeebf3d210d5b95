"""Reads of the example index through a mirror, for tests."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from tests.machine.package_index import MachineIndex
from tests.sandbox.mirror.index_mirror import IndexMirror

T = TypeVar("T")


def run(cache: Path, index: str | MachineIndex, action: Callable[[IndexMirror], Awaitable[T]]) -> T:
    """The result of `action` with the mirror of a new sandbox."""

    async def with_mirror() -> T:
        machine = MachineIndex(index) if isinstance(index, str) else index
        mirror = IndexMirror(cache, machine)
        try:
            return await action(mirror)
        finally:
            await mirror.close()

    return asyncio.run(with_mirror())


async def listing(mirror: IndexMirror) -> dict[str, Any] | None:
    found = await mirror.listing("thing")
    return found[0] if found else None


async def file(mirror: IndexMirror) -> bytes | None:
    found = await listing(mirror)
    assert found is not None
    url = found["files"][0]["url"]
    assert url.startswith("https://files.pythonhosted.org/packages/machine/")
    return await mirror.file(url.removeprefix("https://files.pythonhosted.org"))


def cached_listings(cache: Path) -> list[Path]:
    return list((cache / "simple").rglob("*.json"))


def expire(cache: Path) -> None:
    """Make all cached listings so old that the mirror requests them again."""
    for cached in cached_listings(cache):
        os.utime(cached, (0, 0))
