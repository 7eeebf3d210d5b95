"""The proxy: a cancelled connection, for which a closing sandbox must not wait, and its errors."""

from __future__ import annotations

import asyncio

import pytest

from tests.sandbox.network.listener import LOOPBACK
from tests.sandbox.network.proxy import Proxy
from tests.sandbox.network.service_errors import ServiceErrors


async def _cancelled_while_connected() -> None:
    handlers: list[asyncio.Task[None]] = []
    proxy = Proxy(["pypi.org"], (LOOPBACK, 9), print, ServiceErrors())

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


async def _answer_of_a_broken_proxy(errors: ServiceErrors) -> bytes:
    def fail(host: str) -> None:
        raise TypeError("a bug")

    proxy = Proxy(["pypi.org"], (LOOPBACK, 9), fail, errors)
    async with await asyncio.start_server(proxy.handle, LOOPBACK, 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"CONNECT example.org:443 HTTP/1.1\r\n\r\n")
        answer = await asyncio.wait_for(reader.read(), 5)
        writer.close()
    return answer


def test_an_exception_of_the_proxy_is_recorded_and_ends_the_connection() -> None:
    errors = ServiceErrors()
    assert asyncio.run(_answer_of_a_broken_proxy(errors)) == b""
    (sentence,) = errors.take()
    assert "the stand-in failed at a connection to the proxy: TypeError: a bug" in sentence
