"""Other people's projects: the machine's own index, read-only and kept on disk for offline use."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

Rewrite = Callable[[bytes], bytes]

SIMPLE_JSON = "application/vnd.pypi.simple.v1+json"
#: Clients get the listing that was fetched last; after this many seconds it is asked for anew.
FRESH = 24 * 3600.0


def machine_index() -> str:
    """The simple index that this machine's clients use, without the final slash."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if value := os.environ.get(variable):
            return value.rstrip("/")
    return "https://pypi.org/simple"


class IndexMirror:
    """Listings and files by way of `cache`; a file is fetched once for all sandboxes."""

    def __init__(
        self, cache: Path, index: str | None = None, rewrite: Mapping[str, Rewrite] | None = None
    ) -> None:
        self._cache, self._index = cache, index or machine_index()
        self._rewrite = dict(rewrite or {})
        self._client = httpx.AsyncClient(follow_redirects=True, timeout=60)
        self._locks: dict[str, asyncio.Lock] = {}
        for name in ("simple", "files", "json"):
            (cache / name).mkdir(parents=True, exist_ok=True)

    async def _kept(self, path: Path, url: str, accept: str, *, forever: bool) -> bytes | None:
        """The body of `url`, from disk when it is there and fresh; None when there is none."""
        if path.exists() and (forever or time.time() - path.stat().st_mtime < FRESH):
            return path.read_bytes()
        async with self._locks.setdefault(url, asyncio.Lock()):
            try:
                answer = await self._client.get(url, headers={"Accept": accept})
            except httpx.HTTPError:
                return path.read_bytes() if path.exists() else None
        if answer.status_code != 200:
            return None
        _write(path, answer.content)
        return answer.content

    async def listing(self, name: str) -> dict[str, Any] | None:
        """The project's PEP 691 listing, its file addresses led to the sandbox."""
        url, path = f"{self._index}/{name}/", self._cache / "simple" / f"{name}.json"
        body = await self._kept(path, url, SIMPLE_JSON, forever=False)
        if body is None:
            return None
        listing: dict[str, Any] = json.loads(body)
        for file in listing["files"]:
            file["url"] = self._remember(urljoin(url, file["url"]))
            if self.rewrites(file["url"]):
                file["hashes"] = {}  # What is served is not what was uploaded.
        return listing

    def _remember(self, url: str) -> str:
        split = urlsplit(url)
        if split.hostname == "files.pythonhosted.org":
            return url
        # Another host than PyPI's own: a name of ours, whose origin a small file remembers.
        key = hashlib.sha256(url.encode()).hexdigest()
        origin = self._cache / "files" / f"{key}.origin"
        if not origin.exists():
            _write(origin, url.encode())
        return f"https://files.pythonhosted.org/packages/machine/{key}/{split.path.split('/')[-1]}"

    async def file(self, path: str) -> bytes | None:
        """The content behind a files.pythonhosted.org path."""
        url = f"https://files.pythonhosted.org{path}"
        if found := re.match(r"/packages/machine/([0-9a-f]{64})/[^/]+?(\.metadata)?$", path):
            origin = self._cache / "files" / f"{found[1]}.origin"
            url = origin.read_text() + (found[2] or "")
        kept = self._cache / "files" / hashlib.sha256(path.encode()).hexdigest()
        body = await self._kept(kept, url, "*/*", forever=True)
        return body if body is None else self._rewritten(path.rpartition("/")[2], body)

    def rewrites(self, url: str) -> bool:
        filename = url.rpartition("/")[2]
        return filename.endswith(".whl") and filename.split("-")[0] in self._rewrite

    def _rewritten(self, filename: str, body: bytes) -> bytes:
        if not self.rewrites(filename):
            return body
        try:
            return self._rewrite[filename.split("-")[0]](body)
        except ValueError:  # A version that keeps elsewhere what would be rewritten.
            return body

    async def project(self, path: str) -> bytes | None:
        """The JSON API's answer for `NAME/json` or `NAME/VERSION/json`, where the index has one."""
        base = self._index.removesuffix("/simple")
        kept = self._cache / "json" / hashlib.sha256(path.encode()).hexdigest()
        return await self._kept(kept, f"{base}/pypi/{path}", "application/json", forever=False)

    async def close(self) -> None:
        await self._client.aclose()


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all, whoever else writes at the same time."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    partial.write_bytes(body)
    partial.replace(path)
