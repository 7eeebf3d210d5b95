"""Other people's projects come from the machine's index, once, and stay for offline use."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tests.sandbox.mirror.index_mirror import SIMPLE_JSON, IndexMirror

_LISTING = {
    "meta": {"api-version": "1.1"},
    "name": "thing",
    "files": [{"filename": "thing-1.tar.gz", "url": "/files/thing-1.tar.gz", "hashes": {}}],
}


class _Index(BaseHTTPRequestHandler):
    """A machine's index that keeps its files on another host than PyPI does."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = json.dumps(_LISTING).encode() if "simple" in self.path else b"content"
        self.send_response(404 if "absent" in self.path else 200)
        self.send_header("Content-Type", SIMPLE_JSON)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture
def index() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Index)
    _Index.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/simple"
    server.shutdown()
    server.server_close()


async def _read(mirror: IndexMirror) -> bytes | None:
    listing = await mirror.listing("thing")
    assert listing is not None
    url = listing["files"][0]["url"]
    assert url.startswith("https://files.pythonhosted.org/packages/machine/")
    return await mirror.file(url.removeprefix("https://files.pythonhosted.org"))


def test_a_file_is_fetched_once(index: str, tmp_path: Path) -> None:
    """The second sandbox of the day asks the machine's index nothing."""
    assert asyncio.run(_read(IndexMirror(tmp_path, index))) == b"content"
    assert asyncio.run(_read(IndexMirror(tmp_path, index))) == b"content"
    assert _Index.asked == ["/simple/thing/", "/files/thing-1.tar.gz"]


def test_without_a_network_the_cache_serves(index: str, tmp_path: Path) -> None:
    """What was fetched before is there when the index is not."""
    asyncio.run(_read(IndexMirror(tmp_path, index)))
    for kept in (tmp_path / "simple").iterdir():
        os.utime(kept, (0, 0))
    dead = IndexMirror(tmp_path, "http://127.0.0.1:9/simple")
    listing = asyncio.run(dead.listing("thing"))
    assert listing is not None
    assert listing["name"] == "thing"


def test_an_unknown_project_is_none(index: str, tmp_path: Path) -> None:
    """A 404 of the index is no error and is not kept."""
    assert asyncio.run(IndexMirror(tmp_path, index).listing("absent")) is None
