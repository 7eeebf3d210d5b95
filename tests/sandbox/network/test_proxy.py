"""A cancelled connection of the proxy: a sandbox that closes must not wait for its clients."""

from __future__ import annotations

import asyncio

import pytest

from tests.sandbox.network.listener import LOOPBACK
from tests.sandbox.network.proxy import Proxy


async def _cancelled_while_connected() -> None:
    handlers: list[asyncio.Task[None]] = []
    proxy = Proxy(["pypi.org"], (LOOPBACK, 9), print)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handlers.append(asyncio.create_task(proxy.handle(reader, writer)))

    server = await asyncio.start_server(handle, LOOPBACK, 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    async with asyncio.timeout(5):
        while not handlers:
            await asyncio.sleep(0.001)
    await asyncio.sleep(0)  # The handler now waits for the request line.
    handlers[0].cancel()
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
    server.close()
    await handlers[0]


def test_a_cancelled_connection_is_closed_and_stays_cancelled() -> None:
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(_cancelled_while_connected())
