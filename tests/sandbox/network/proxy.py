"""The shell's only road: a CONNECT relay that leads the sandbox's names to its listener."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection

#: The request line and headers of a CONNECT; anything longer is no client of ours.
HEAD_LIMIT = 16_384
#: A client that breaks off, or a sandbox that closes while it is connected.
_GONE = (
    OSError,
    asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
    asyncio.CancelledError,
)


class Proxy:
    """Relays `CONNECT name:443` to `target` for known names; refuses and reports all others."""

    def __init__(
        self, names: Collection[str], target: tuple[str, int], on_blocked: Callable[[str], None]
    ) -> None:
        self._names = frozenset(names)
        self._target = target
        self._on_blocked = on_blocked

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection; a client that goes away is no error."""
        with contextlib.suppress(*_GONE):
            head = await reader.readuntil(b"\r\n\r\n")
            method, _, rest = head.decode("latin-1").partition(" ")
            address = rest.split(" ", 1)[0]
            if method == "CONNECT" and address.rpartition(":")[0].lower() in self._names:
                await self._relay(reader, writer)
            else:
                await self._refuse(address, writer)
        with contextlib.suppress(OSError):
            writer.close()

    async def _refuse(self, address: str, writer: asyncio.StreamWriter) -> None:
        host = address.removeprefix("http://").split("/")[0].rsplit(":", 1)[0]
        self._on_blocked(host)
        body = f"The sandbox has no {host}: nothing leaves this machine.\n".encode()
        head = f"HTTP/1.1 403 Forbidden\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection(*self._target)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while block := await source.read(65_536):
            sink.write(block)
            await sink.drain()
    with contextlib.suppress(OSError):
        sink.close()
