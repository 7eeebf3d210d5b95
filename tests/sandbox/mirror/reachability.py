"""Whether the mirror can serve anything: it has copies, or it can reach the machine's index."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.machine.package_index import machine_index
from tests.sandbox.mirror.index_client import IndexClient, UnreachableIndexError
from tests.sandbox.mirror.index_mirror import SIMPLE_JSON, listings_folder


def problem(cache: Path) -> str | None:
    """The sentence about an index that cannot be reached while `cache` has no listing of it."""
    index = machine_index()
    if any(listings_folder(cache, index).glob("*.json")):
        return None
    return asyncio.run(_reached())


async def _reached() -> str | None:
    client = IndexClient(machine_index())
    try:
        await client.get(f"{machine_index().url}/pip/", SIMPLE_JSON)
    except UnreachableIndexError as error:
        return str(error)
    finally:
        await client.close()
    return None
