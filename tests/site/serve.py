"""Serves the built site on this machine as GitHub Pages does."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

#: The path in mkdocs.yml's site_url.
BASE_PATH = "/open-hostfactory-plugin/"
#: What GitHub Pages compresses; images and archives are compressed already.
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".md", ".txt", ".map"}
#: gzip's own default level.
LEVEL = 6


class Handler(SimpleHTTPRequestHandler):
    """Serves the site below BASE_PATH, compressed, and its 404 page for every unknown address."""

    protocol_version = "HTTP/1.1"  # keeps the connection, as the real service does
    timeout = 30

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE_PATH))

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Sends the head of a compressed file, and returns its content."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if not self._asks_for_gzip() or path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        content = _compressed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Sends the site's own 404 page."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps request lines out of the test output."""

    def _asks_for_gzip(self) -> bool:
        return "gzip" in self.headers.get("Accept-Encoding", "")


@cache
def _compressed(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), LEVEL, mtime=0)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The URL of the site in the folder, while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{BASE_PATH}"
    finally:
        server.shutdown()
        server.server_close()
