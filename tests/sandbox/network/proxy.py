"""An HTTP proxy: relays CONNECT requests for the sandbox's hosts, refuses all others."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection

from tests.sandbox.network.service_errors import ServiceErrors

#: The longest request line and headers of a CONNECT, in bytes; the sandbox's clients send less.
HEAD_LIMIT = 16_384
#: The client closed its connection in the middle of a request, or sent more than the limit.
_ABORTED = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)


class Proxy:
    """Relays `CONNECT name:443` to `target` for `names`; reports other hosts to `on_blocked`.

    Its own exceptions are recorded in `errors`; they end the connection.
    """

    def __init__(
        self,
        names: Collection[str],
        target: tuple[str, int],
        on_blocked: Callable[[str], None],
        errors: ServiceErrors,
    ) -> None:
        self._names = frozenset(names)
        self._target = target
        self._on_blocked, self._errors = on_blocked, errors
        self._open: set[asyncio.StreamWriter] = set()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection; a client that closes it early is no error."""
        try:
            with contextlib.suppress(*_ABORTED):
                await self._serve(reader, writer)
        except Exception as error:
            self._errors.record("a connection to the proxy", error)
        finally:
            with contextlib.suppress(OSError):
                writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, _, rest = head.decode("latin-1").partition(" ")
        address = rest.split(" ", 1)[0]
        if method == "CONNECT" and address.rpartition(":")[0].lower() in self._names:
            await self._relay(reader, writer)
        else:
            await self._refuse(address, writer)

    def abort(self) -> None:
        """Close all connections at once; what has not been sent is lost."""
        for writer in self._open:
            writer.transport.abort()

    async def _refuse(self, address: str, writer: asyncio.StreamWriter) -> None:
        host = address.removeprefix("http://").split("/")[0].rsplit(":", 1)[0]
        self._on_blocked(host)
        body = f"The sandbox has no {host}: no request leaves this machine.\n".encode()
        head = f"HTTP/1.1 403 Forbidden\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection(*self._target)
        both = {writer, inner_writer}
        self._open |= both
        try:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))
        finally:
            self._open -= both


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """Copy until `source` ends, then close `sink`."""
    try:
        with contextlib.suppress(OSError):
            while block := await source.read(65_536):
                sink.write(block)
                await sink.drain()
    finally:
        with contextlib.suppress(OSError):
            sink.close()
