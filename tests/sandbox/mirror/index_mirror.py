"""A read-only mirror of the machine's package index: listings, files and JSON descriptions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from packaging.utils import canonicalize_name

from tests.machine.package_index import MachineIndex, machine_index
from tests.sandbox.mirror import formats
from tests.sandbox.mirror.disk_cache import Copy, DiskCache, write
from tests.sandbox.mirror.index_client import IndexClient
from tests.terminal.whole_file import remove_parts

Rewrite = Callable[[bytes], bytes]

SIMPLE_JSON = "application/vnd.pypi.simple.v1+json"
#: The age up to which a cached listing is served without a request to the index, in seconds.
DAY = 24 * 3600.0
#: The same for a file, which never changes.
UNLIMITED = float("inf")


def listings_folder(cache: Path, index: MachineIndex) -> Path:
    """Another index may have other files under the same names, so each has a folder."""
    return cache / "simple" / _key(index.url)


class IndexMirror:
    """Serves `index` from `cache`; `rewrite` maps a project to the change of its wheels."""

    def __init__(
        self,
        cache: Path,
        index: MachineIndex | None = None,
        rewrite: Mapping[str, Rewrite] | None = None,
    ) -> None:
        machine = index or machine_index()
        self._index = machine.url
        self._listings = listings_folder(cache, machine)
        self._files, self._descriptions = cache / "files", cache / "json"
        self._rewrite = dict(rewrite or {})
        #: Projects without an answer of the JSON API, by their normalized names.
        self.undescribed: set[str] = set()
        self._cache = DiskCache(cache / "locks", IndexClient(machine))
        for folder in (self._listings, self._files, self._descriptions):
            folder.mkdir(parents=True, exist_ok=True)
            remove_parts(folder)

    async def listing(self, name: str) -> tuple[dict[str, Any], float | None] | None:
        """The project's listing (PEP 691) with file URLs of this mirror; None for no project.

        The second value is the age in seconds of a listing that could not be renewed, else None.
        Raises UnreachableIndexError, as do `file` and `description`.
        """
        url, kept = f"{self._index}/{name}/", self._listings / f"{name}.json"
        copy = await self._cache.get(
            url,
            kept,
            accept=SIMPLE_JSON,
            seconds=DAY,
            valid=lambda body: bool(formats.listing(body)),
        )
        listing = formats.listing(copy.body) if copy else None
        if copy is None or listing is None:
            return None
        for file in listing["files"]:
            file["url"] = self._mirrored(urljoin(url, file["url"]), file["hashes"].get("sha256"))
            if self.rewrites(file["url"]):
                file["hashes"] = {}  # The index has the hashes of the file before the rewrite.
        return listing, copy.stale_for

    def _mirrored(self, url: str, sha256: str | None) -> str:
        """A URL at files.pythonhosted.org for a file at any host.

        A file beside the cached content, named `KEY.origin`, has the URL at the other host and the
        digest of the file.
        """
        split = urlsplit(url)
        if split.hostname == "files.pythonhosted.org":
            return url
        key = _key(url)
        origin, text = self._files / f"{key}.origin", f"{url} {sha256 or ''}".strip().encode()
        if not origin.exists() or origin.read_bytes() != text:
            write(origin, text)
        return f"https://files.pythonhosted.org/packages/machine/{key}/{split.path.split('/')[-1]}"

    async def file(self, path: str) -> bytes | None:
        """The content of a files.pythonhosted.org path; None for no file."""
        origin = self._origin(path)
        if origin is None:
            return None
        url, sha256 = origin
        copy = await self._cache.get(
            url, self._files / _key(path), accept="*/*", seconds=UNLIMITED,
            valid=formats.has_digest(path, sha256),
        )  # fmt: skip
        return self._rewritten(path.rpartition("/")[2], copy.body) if copy else None

    def _origin(self, path: str) -> tuple[str, str] | None:
        """The URL of the file and its digest, or "" when that is not known.

        None when `_mirrored` has written no URL for the key in `path`.
        """
        found = re.match(r"/packages/machine/([0-9a-f]{64})/[^/]+?(\.metadata)?$", path)
        if not found:
            return f"https://files.pythonhosted.org{path}", ""
        origin = self._files / f"{found[1]}.origin"
        if not origin.exists():
            return None
        url, _, sha256 = origin.read_text().partition(" ")
        return (url + found[2], "") if found[2] else (url, sha256)

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

    async def description(self, path: str) -> Copy | None:
        """The JSON API's answer for `NAME/json` or `NAME/VERSION/json`; None for no project."""
        if canonicalize_name(path.partition("/")[0]) in self.undescribed:
            return None
        url = f"{self._index.removesuffix('/simple')}/pypi/{path}"
        kept = self._descriptions / _key(url)
        return await self._cache.get(
            url, kept, accept="application/json", seconds=DAY, valid=formats.is_json
        )

    async def close(self) -> None:
        """Close the connections, in the event loop that opened them."""
        await self._cache.close()


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
