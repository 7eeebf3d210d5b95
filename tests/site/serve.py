"""Serves the built site on this machine as GitHub Pages does."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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

    def handle(self) -> None:
        """A browser that is closed resets its connections."""
        with suppress(ConnectionError):
            super().handle()

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE_PATH))

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Sends the head of a file, and returns its content; folders redirect to their slash."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if path.suffix in COMPRESSED and path.is_file():
            return self._send_file_head(200, path)
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Sends the site's own 404 page."""
        self.wfile.write(self._send_file_head(code, Path(self.directory) / "404.html").read())

    def log_message(self, format: str, *args: object) -> None:
        """Keeps request lines out of the test output."""

    def _send_file_head(self, code: int, path: Path) -> BytesIO:
        compressed = "gzip" in self.headers.get("Accept-Encoding", "")
        content = _compressed(path, path.stat().st_mtime_ns) if compressed else path.read_bytes()
        kind = self.guess_type(str(path))
        self.send_response(code)
        charset = "; charset=utf-8" if kind == "text/html" else ""
        self.send_header("Content-Type", kind + charset)
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)


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
