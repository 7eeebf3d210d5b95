"""HTTP answers kept on disk, which all sandboxes of the machine share."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import httpx

#: The statuses with which an index answers for a project or file that it does not have.
_ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class DiskCache:
    """Fetches each URL once while its copy is fresh; all callers use one event loop."""

    def __init__(self) -> None:
        self._client = httpx.AsyncClient(follow_redirects=True, timeout=60)
        self._locks: dict[str, asyncio.Lock] = {}

    async def get(
        self,
        url: str,
        copy: Path,
        *,
        accept: str,
        seconds: float,
        valid: Callable[[bytes], bool],
    ) -> bytes | None:
        """The body of `url`, read from `copy` when that is younger than `seconds` and `valid`.

        During an outage of the server an older copy is returned. None when the server does not
        have the URL, or when it has an outage and there is no copy.
        """
        if (body := _fresh(copy, seconds, valid)) is not None:
            return body
        async with self._locks.setdefault(url, asyncio.Lock()):
            # Another caller may have fetched it while this one waited for the lock.
            if (body := _fresh(copy, seconds, valid)) is not None:
                return body
            return await self._fetched(url, copy, accept, valid)

    async def _fetched(
        self, url: str, copy: Path, accept: str, valid: Callable[[bytes], bool]
    ) -> bytes | None:
        try:
            answer = await self._client.get(url, headers={"Accept": accept})
        except httpx.HTTPError:
            return _fresh(copy, float("inf"), valid)
        if answer.status_code in _ABSENT:
            return None
        if answer.status_code != HTTPStatus.OK or not valid(answer.content):
            return _fresh(copy, float("inf"), valid)
        write(copy, answer.content)
        return answer.content

    async def close(self) -> None:
        """Close the connections, in the event loop that opened them."""
        await self._client.aclose()


def _fresh(copy: Path, seconds: float, valid: Callable[[bytes], bool]) -> bytes | None:
    try:
        age = time.time() - copy.stat().st_mtime
        body = copy.read_bytes()
    except FileNotFoundError:
        return None
    return body if age < seconds and valid(body) else None


def write(path: Path, body: bytes) -> None:
    """Write in one step: another process reads the old or the new content, never a part."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    partial.write_bytes(body)
    partial.replace(path)
