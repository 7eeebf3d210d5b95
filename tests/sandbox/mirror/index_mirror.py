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
#: The age up to which a cached listing is served without a request to the index, in seconds.
DAY = 24 * 3600.0
#: The same for a file, which never changes.
UNLIMITED = float("inf")


def machine_index() -> str:
    """The simple index that this machine's clients use, without the final slash."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if value := os.environ.get(variable):
            return value.rstrip("/")
    return "https://pypi.org/simple"


class IndexMirror:
    """Serves `index` from `cache`; `rewrite` maps a project to the change of its wheels."""

    def __init__(
        self, cache: Path, index: str | None = None, rewrite: Mapping[str, Rewrite] | None = None
    ) -> None:
        self._index = index or machine_index()
        # Another index may have other files under the same names.
        self._listings = cache / "simple" / _key(self._index)
        self._files, self._descriptions = cache / "files", cache / "json"
        self._rewrite = dict(rewrite or {})
        self._cache = DiskCache()
        for folder in (self._listings, self._files, self._descriptions):
            folder.mkdir(parents=True, exist_ok=True)

    async def listing(self, name: str) -> dict[str, Any] | None:
        """The project's listing (PEP 691) with file URLs of this mirror; None for no project."""
        url, copy = f"{self._index}/{name}/", self._listings / f"{name}.json"
        body = await self._cache.get(
            url, copy, accept=SIMPLE_JSON, seconds=DAY, valid=lambda body: bool(_listing(body))
        )
        listing = _listing(body) if body is not None else None
        for file in listing["files"] if listing else ():
            file["url"] = self._mirrored(urljoin(url, file["url"]))
            if self.rewrites(file["url"]):
                file["hashes"] = {}  # The index has the hashes of the file before the rewrite.
        return listing

    def _mirrored(self, url: str) -> str:
        """A URL at files.pythonhosted.org for a file at any host.

        A file beside the cached content, named `KEY.origin`, holds the URL at the other host.
        """
        split = urlsplit(url)
        if split.hostname == "files.pythonhosted.org":
            return url
        key = _key(url)
        origin = self._files / f"{key}.origin"
        if not origin.exists():
            write(origin, url.encode())
        return f"https://files.pythonhosted.org/packages/machine/{key}/{split.path.split('/')[-1]}"

    async def file(self, path: str) -> bytes | None:
        """The content of a files.pythonhosted.org path; None for no file."""
        url = self._origin(path)
        if url is None:
            return None
        body = await self._cache.get(
            url, self._files / _key(path), accept="*/*", seconds=UNLIMITED, valid=lambda body: True
        )
        return body if body is None else self._rewritten(path.rpartition("/")[2], body)

    def _origin(self, path: str) -> str | None:
        """The URL of the file; None when `_mirrored` has written none for the key in `path`."""
        found = re.match(r"/packages/machine/([0-9a-f]{64})/[^/]+?(\.metadata)?$", path)
        if not found:
            return f"https://files.pythonhosted.org{path}"
        origin = self._files / f"{found[1]}.origin"
        return origin.read_text() + (found[2] or "") if origin.exists() else None

    def rewrites(self, url: str) -> bool:
        """Whether `url` is that of a wheel that `rewrite` changes."""
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
        """The JSON API's answer for `NAME/json` or `NAME/VERSION/json`; None for no project."""
        url = f"{self._index.removesuffix('/simple')}/pypi/{path}"
        copy = self._descriptions / _key(url)
        return await self._cache.get(
            url, copy, accept="application/json", seconds=DAY, valid=_is_json
        )

    async def close(self) -> None:
        """Close the connections, in the event loop that opened them."""
        await self._cache.close()


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _listing(body: bytes) -> dict[str, Any] | None:
    """None for a body that is no listing, such as a truncated file or a proxy's page."""
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
