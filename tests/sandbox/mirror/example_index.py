"""A package index on loopback with one project, for tests of the mirror."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from tests.sandbox.mirror.index_mirror import SIMPLE_JSON


def listing_with(sha256: str = "") -> bytes:
    """The listing of the project; `sha256` is the digest of its file."""
    hashes = {"sha256": sha256} if sha256 else {}
    file = {"filename": "thing-1.tar.gz", "url": "/files/thing-1.tar.gz", "hashes": hashes}
    return json.dumps({"meta": {"api-version": "1.1"}, "name": "thing", "files": [file]}).encode()


class ExampleIndex(BaseHTTPRequestHandler):
    """Answers each request after `seconds`; its files are not at files.pythonhosted.org.

    `requested` has the paths of all requests, `logins` their Authorization headers, and `listing`
    is the body for the project.
    """

    listing: ClassVar[bytes] = listing_with()
    requested: ClassVar[list[str]] = []
    logins: ClassVar[list[str | None]] = []
    status: ClassVar[int] = 200
    seconds: ClassVar[float] = 0.0

    def do_GET(self) -> None:
        self.requested.append(self.path)
        self.logins.append(self.headers["Authorization"])
        time.sleep(self.seconds)
        body = self.listing if "simple" in self.path else b"content"
        self.send_response(404 if "absent" in self.path else self.status)
        self.send_header("Content-Type", SIMPLE_JSON)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Print nothing."""


@contextmanager
def running_index(tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Yields the URL of the simple index, with HTTPS when `tls` is given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), ExampleIndex)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    ExampleIndex.requested.clear()
    ExampleIndex.logins.clear()
    ExampleIndex.status, ExampleIndex.seconds = 200, 0.0
    ExampleIndex.listing = listing_with()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/simple"
    server.shutdown()
    server.server_close()
