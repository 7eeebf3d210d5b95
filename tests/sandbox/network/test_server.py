"""A server in its own thread: an error while it starts, the action before it ends, its ports."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import closing
from http.client import HTTPConnection

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.sandbox.network import server as server_module
from tests.sandbox.network.listener import LOOPBACK, Listener, listening_socket
from tests.sandbox.network.server import Server
from tests.sandbox.network.service_errors import ServiceErrors

#: A little longer than httpx keeps a connection for the next request (5 s).
IDLE_SECONDS = 5.2


def _start(app: ASGIApp, listener: Listener) -> Server:
    return Server(app, ServiceErrors(), [listener])


def _get(listener: Listener) -> httpx.Response:
    return httpx.get(f"http://{LOOPBACK}:{listener.port}/", trust_env=False)


def test_an_error_while_the_listeners_start_is_raised_to_the_caller() -> None:
    """asyncio refuses a bool in place of a TLS context; the caller must not wait for ever."""
    threads = threading.enumerate()
    with pytest.raises(TypeError, match="SSLContext"):
        _start(PlainTextResponse("ok"), Listener(listening_socket(), True))  # type: ignore[arg-type]
    assert threading.enumerate() == threads


def test_before_end_is_awaited_in_the_event_loop_that_served() -> None:
    """An asynchronous client must be closed in the event loop that opened it."""
    loops: list[asyncio.AbstractEventLoop] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        loops.append(asyncio.get_running_loop())
        await PlainTextResponse("ok")(scope, receive, send)

    async def last() -> None:
        loops.append(asyncio.get_running_loop())

    listener = Listener(listening_socket())
    server = Server(app, ServiceErrors(), [listener], before_end=last)
    assert _get(listener).text == "ok"
    server.close()
    served, ended = loops
    assert served is ended


def test_an_idle_connection_outlives_the_clients_wish_to_use_it_again() -> None:
    """The client's next request must not meet the server's closing of the connection."""
    listener = Listener(listening_socket())
    server = _start(PlainTextResponse("ok"), listener)
    with closing(HTTPConnection(LOOPBACK, listener.port, timeout=2)) as connection:
        for pause in (0, IDLE_SECONDS):
            time.sleep(pause)
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"ok"
    server.close()


def test_closing_frees_the_port() -> None:
    listener = Listener(listening_socket())
    port = listener.port
    _start(PlainTextResponse("ok"), listener).close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://{LOOPBACK}:{port}/", trust_env=False)


def test_a_server_that_does_not_end_is_an_error_at_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def last() -> None:
        await asyncio.sleep(1)

    monkeypatch.setattr(server_module, "END_SECONDS", 0.1)
    listener = Listener(listening_socket())
    server = Server(PlainTextResponse("ok"), ServiceErrors(), [listener], before_end=last)
    begun = time.monotonic()
    with pytest.raises(TimeoutError, match=r"the server did not end within 0\.1 seconds"):
        server.close()
    assert time.monotonic() - begun < 0.9
    monkeypatch.undo()
    server.close()
