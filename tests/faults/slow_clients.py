"""Clients that read an answer or send a request byte by byte, through the sandbox's proxy."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from tests.faults import uploads
from tests.sandbox.sandbox import Sandbox

#: Seconds between two bytes.
PAUSE = 0.02


class SlowClient:
    """Sends `head` at once and `body` byte by byte, then reads the answer byte by byte."""

    def __init__(self, sandbox: Sandbox, host: str, head: bytes, body: bytes = b"") -> None:
        self._connection = _connect(sandbox, host)
        self._head, self._body = head, body
        self._stopped = threading.Event()
        #: The bytes that were sent and received one by one.
        self.transferred = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with suppress(OSError):
            self._connection.sendall(self._head)
            for byte in self._body:
                self._connection.send(bytes([byte]))
                if self._pause():
                    return
            while self._connection.recv(1) and not self._pause():
                pass

    def _pause(self) -> bool:
        self.transferred += 1
        return self._stopped.wait(PAUSE)

    @property
    def ended(self) -> bool:
        return not self._thread.is_alive()

    def close(self) -> None:
        self._stopped.set()
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()
        self._thread.join(10)


def _connect(sandbox: Sandbox, host: str) -> socket.socket:
    """A TLS connection through the proxy, whose receive buffer is as small as the kernel allows."""
    proxy = urlsplit(sandbox.environment["HTTPS_PROXY"])
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    plain.connect((proxy.hostname, proxy.port))
    plain.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += plain.recv(1)
    return uploads.trust(sandbox).wrap_socket(plain, server_hostname=host)


@contextmanager
def slow_clients(sandbox: Sandbox) -> Iterator[list[SlowClient]]:
    """Ten that read a large listing, and ten that send an upload, once all have begun."""
    read = b"GET /simple/ HTTP/1.1\r\nHost: pypi.org\r\n\r\n"
    write = b"POST /legacy/ HTTP/1.1\r\nHost: upload.pypi.org\r\nContent-Length: 100000\r\n"
    write += b"Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    opened = [SlowClient(sandbox, "pypi.org", read) for _ in range(10)]
    opened += [SlowClient(sandbox, "upload.pypi.org", write, b"-" * 100_000) for _ in range(10)]
    try:
        deadline = time.monotonic() + 20
        while not all(client.transferred > 3 for client in opened):
            assert time.monotonic() < deadline, "a slow client has not begun"
            time.sleep(0.01)
        yield opened
    finally:
        for client in opened:
            client.close()
