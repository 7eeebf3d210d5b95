"""A read-only mirror of the machine's package index: listings, files and JSON descriptions."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from tests.sandbox.mirror.disk_cache import DiskCache, write

Rewrite = Callable[[bytes], bytes]

SIMPLE_JSON = "application/vnd.pypi.simple.v1+json"
#: How long a listing is served without a request to the index, in seconds.
DAY = 24 * 3600.0
#: A file of an index never changes.
FOR_EVER = float("inf")


def machine_index() -> str:
    """The simple index that this machine's clients use, without the final slash."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if value := os.environ.get(variable):
            return value.rstrip("/")
    return "https://pypi.org/simple"


class IndexMirror:
    """Serves `index` from `cache`; `rewrite` changes the wheels of a project by its name."""

    def __init__(
        self, cache: Path, index: str | None = None, rewrite: Mapping[str, Rewrite] | None = None
    ) -> None:
        self._folder, self._index = cache, index or machine_index()
        self._rewrite = dict(rewrite or {})
        self._cache = DiskCache()
        for name in ("simple", "files", "json"):
            (cache / name).mkdir(parents=True, exist_ok=True)

    async def listing(self, name: str) -> dict[str, Any] | None:
        """The project's PEP 691 listing with file URLs that this mirror serves; None without."""
        url, copy = f"{self._index}/{name}/", self._folder / "simple" / f"{name}.json"
        body = await self._cache.get(
            url, copy, accept=SIMPLE_JSON, seconds=DAY, valid=lambda body: bool(_listing(body))
        )
        listing = _listing(body) if body is not None else None
        for file in listing["files"] if listing else ():
            file["url"] = self._mirrored(urljoin(url, file["url"]))
            if self.rewrites(file["url"]):
                file["hashes"] = {}  # The index gives those of the file before the rewrite.
        return listing

    def _mirrored(self, url: str) -> str:
        """A URL at files.pythonhosted.org for a file of any host; a small file keeps the host's."""
        split = urlsplit(url)
        if split.hostname == "files.pythonhosted.org":
            return url
        key = hashlib.sha256(url.encode()).hexdigest()
        origin = self._folder / "files" / f"{key}.origin"
        if not origin.exists():
            write(origin, url.encode())
        return f"https://files.pythonhosted.org/packages/machine/{key}/{split.path.split('/')[-1]}"

    async def file(self, path: str) -> bytes | None:
        """The content of a files.pythonhosted.org path."""
        url = f"https://files.pythonhosted.org{path}"
        if found := re.match(r"/packages/machine/([0-9a-f]{64})/[^/]+?(\.metadata)?$", path):
            origin = self._folder / "files" / f"{found[1]}.origin"
            url = origin.read_text() + (found[2] or "")
        copy = self._folder / "files" / hashlib.sha256(path.encode()).hexdigest()
        body = await self._cache.get(
            url, copy, accept="*/*", seconds=FOR_EVER, valid=lambda body: True
        )
        return body if body is None else self._rewritten(path.rpartition("/")[2], body)

    def rewrites(self, url: str) -> bool:
        filename = url.rpartition("/")[2]
        return filename.endswith(".whl") and filename.split("-")[0] in self._rewrite

    def _rewritten(self, filename: str, body: bytes) -> bytes:
        if not self.rewrites(filename):
            return body
        try:
            return self._rewrite[filename.split("-")[0]](body)
        except ValueError:  # This version does not have the part that is rewritten.
            return body

    async def description(self, path: str) -> bytes | None:
        """The JSON API's answer for `NAME/json` or `NAME/VERSION/json`; None without one."""
        base = self._index.removesuffix("/simple")
        copy = self._folder / "json" / hashlib.sha256(path.encode()).hexdigest()
        return await self._cache.get(
            f"{base}/pypi/{path}", copy, accept="application/json", seconds=DAY, valid=_is_json
        )

    async def close(self) -> None:
        """Close the connections, in the event loop that opened them."""
        await self._cache.close()


def _listing(body: bytes) -> dict[str, Any] | None:
    """None for a body that is no listing, such as a file that was cut off or a proxy's page."""
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("files"), list) else None


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True
