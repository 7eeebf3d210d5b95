"""HTTP answers kept on disk, which all sandboxes of the machine share."""

from __future__ import annotations

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from tests.sandbox.mirror.index_client import IndexClient, UnreachableIndexError
from tests.terminal.whole_file import whole_file

#: The statuses with which an index answers for a project or file that it does not have.
_ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
#: The time between two attempts to take a lock that another caller holds, in seconds.
_PAUSE = 0.02


@dataclass(frozen=True)
class Copy:
    """The body of an answer. `stale_for`: the age in seconds of one that could not be renewed."""

    body: bytes
    stale_for: float | None = None


class DiskCache:
    """Fetches each URL once while its copy is fresh, whatever process or thread asks for it."""

    def __init__(self, locks: Path, client: IndexClient) -> None:
        self._locks, self._client = locks, client
        locks.mkdir(parents=True, exist_ok=True)

    async def get(
        self,
        url: str,
        copy: Path,
        *,
        accept: str,
        seconds: float,
        valid: Callable[[bytes], bool],
    ) -> Copy | None:
        """The body of `url`, read from `copy` when that is younger than `seconds` and `valid`.

        During an outage of the server an older copy is returned. None when the server does not
        have the URL. Raises UnreachableIndexError when it has an outage and there is no copy.
        """
        if (body := _fresh(copy, seconds, valid)) is not None:
            return Copy(body)
        async with self._lock(copy):
            # Another caller may have fetched it while this one waited for the lock.
            if (body := _fresh(copy, seconds, valid)) is not None:
                return Copy(body)
            try:
                return await self._fetched(url, copy, accept, valid)
            except UnreachableIndexError:
                if (body := _fresh(copy, float("inf"), valid)) is not None:
                    return Copy(body, max(0.0, time.time() - copy.stat().st_mtime))
                raise

    async def _fetched(
        self, url: str, copy: Path, accept: str, valid: Callable[[bytes], bool]
    ) -> Copy | None:
        answer = await self._client.get(url, accept)
        if answer.status_code in _ABSENT:
            return None
        if answer.status_code != HTTPStatus.OK or not valid(answer.content):
            what = f"{answer.status_code} {answer.reason_phrase}"
            if answer.status_code == HTTPStatus.OK:
                what = f"{what} with content that is not what was requested"
            raise UnreachableIndexError(
                f"{answer.url.host} answers {what}, and .cache has no copy: see to the login, the"
                " proxy or the index that your variables name"
            )
        write(copy, answer.content)
        return Copy(answer.content)

    @asynccontextmanager
    async def _lock(self, copy: Path) -> AsyncIterator[None]:
        """Hold one of 256 lock files (flock(2)), which callers of this copy have in common.

        Each caller opens the file itself, so the lock excludes coroutines and threads as well.
        """
        name = sha256(str(copy).encode()).hexdigest()[:2]
        with (self._locks / name).open("w") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    await asyncio.sleep(_PAUSE)
            yield

    async def close(self) -> None:
        """Close the connections, in the event loop that opened them."""
        await self._client.close()


def _fresh(copy: Path, seconds: float, valid: Callable[[bytes], bool]) -> bytes | None:
    try:
        age = time.time() - copy.stat().st_mtime
        body = copy.read_bytes()
    except FileNotFoundError:
        return None
    # A copy from the future was made before the clock was set back: its age is not known.
    fresh = seconds == float("inf") or abs(age) < seconds
    return body if fresh and valid(body) else None


def write(path: Path, body: bytes) -> None:
    """Write in one step: another process reads the old or the new content, never a part."""
    with whole_file(path) as file:
        file.write(body)
