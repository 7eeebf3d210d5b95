"""A company's proxy on loopback, which relays CONNECT and GET requests, for tests of the mirror."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit


class ExampleProxy(BaseHTTPRequestHandler):
    """`relayed` has the target of each request, `logins` its Proxy-Authorization."""

    relayed: ClassVar[list[str]] = []
    logins: ClassVar[list[str | None]] = []

    def do_CONNECT(self) -> None:
        self._record()
        host, _, port = self.path.rpartition(":")
        with socket.create_connection((host, int(port))) as target:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_copy, args=(target, self.connection), daemon=True)
            back.start()
            _copy(self.connection, target)
            back.join(5)

    def do_GET(self) -> None:
        self._record()
        url = urlsplit(self.path)
        connection = http.client.HTTPConnection(url.netloc)
        connection.request("GET", url.path, headers={"Accept": self.headers["Accept"]})
        answer = connection.getresponse()
        self.send_response(answer.status)
        self.end_headers()
        self.wfile.write(answer.read())

    def _record(self) -> None:
        self.relayed.append(self.path)
        self.logins.append(self.headers["Proxy-Authorization"])

    def log_message(self, format: str, *arguments: object) -> None:
        """Print nothing."""


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(65_536):
            sink.sendall(block)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def running_proxy() -> Iterator[str]:
    """Yields `HOST:PORT`."""
    ExampleProxy.relayed.clear()
    ExampleProxy.logins.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), ExampleProxy)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
