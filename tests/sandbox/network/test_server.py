"""The sandbox's listeners: an error while they start, the action before they end, their ports."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from tests.sandbox.network.authority import Authority
from tests.sandbox.network.server import LOOPBACK, Server

HOST = "pypi.org"


@pytest.fixture
def context(tmp_path: Path) -> ssl.SSLContext:
    return Authority(tmp_path, [HOST]).server_context()


def test_an_error_while_the_listeners_start_is_raised_to_the_caller() -> None:
    """asyncio refuses a bool in place of a TLS context; the caller must not wait for ever."""
    with pytest.raises(TypeError, match="SSLContext"):
        Server(PlainTextResponse("ok"), True, [HOST], print)  # type: ignore[arg-type]


def test_before_end_is_awaited_in_the_event_loop_that_served(context: ssl.SSLContext) -> None:
    """An asynchronous client must be closed in the event loop that opened it."""
    loops: list[asyncio.AbstractEventLoop] = []

    async def app(scope: object, receive: object, send: object) -> None:
        loops.append(asyncio.get_running_loop())
        await PlainTextResponse("ok")(scope, receive, send)  # type: ignore[arg-type]

    async def last() -> None:
        loops.append(asyncio.get_running_loop())

    server = Server(app, context, [HOST], print, before_end=last)
    assert httpx.get(f"http://{LOOPBACK}:{server.port}/", trust_env=False).text == "ok"
    server.close()
    served, ended = loops
    assert served is ended


def test_closing_frees_all_ports(context: ssl.SSLContext) -> None:
    server = Server(PlainTextResponse("ok"), context, [HOST], print)
    server.close()
    for port in (server.port, server.tls_port, server.proxy_port):
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://{LOOPBACK}:{port}/", trust_env=False)
