"""A package index on loopback that answers so many requests, breaks one off, and is then gone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONTENT = b"content of a file " * 10_000


class FailingIndex(ThreadingHTTPServer):
    """Answers for projects p0, p1 and so on, each with one file; `left` counts down."""

    daemon_threads = True

    def __init__(self, answers: int, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self._lock, self.left = threading.Lock(), answers

    def take(self) -> int:
        """The answers that were left before this one."""
        with self._lock:
            self.left -= 1
            return self.left + 1


class _Handler(BaseHTTPRequestHandler):
    server: FailingIndex

    def do_GET(self) -> None:
        left = self.server.take()
        if left < 1:  # Gone: the connection ends without an answer.
            self.connection.close()
            return
        body = CONTENT if "files" in self.path else _listing(self.path.split("/")[-2])
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if left > 1 else body[: len(body) // 2])

    def log_message(self, format: str, *arguments: object) -> None:
        """Print nothing."""


def _listing(name: str) -> bytes:
    digest = sha256(CONTENT).hexdigest()
    file = {"filename": f"{name}-1.tar.gz", "url": f"/files/{name}-1.tar.gz"}
    listing = {"meta": {"api-version": "1.1"}, "name": name}
    return json.dumps({**listing, "files": [{**file, "hashes": {"sha256": digest}}]}).encode()


@contextmanager
def failing_index(answers: int, port: int = 0) -> Iterator[FailingIndex]:
    """The index, which serves until the end of the block."""
    with FailingIndex(answers, port) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
