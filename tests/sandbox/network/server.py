"""A server in its own thread: an application behind listeners with or without TLS, and a proxy."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import Future
from contextlib import AsyncExitStack, closing, suppress

import uvicorn
from starlette.types import ASGIApp

from tests.sandbox.network.listener import Listener
from tests.sandbox.network.proxy import HEAD_LIMIT, Proxy
from tests.sandbox.network.reason_phrase import ReasonProtocol
from tests.sandbox.network.service_errors import Recorded, ServiceErrors

#: The limits for the start of the listeners, and for the last requests and `before_end`.
START_SECONDS, END_SECONDS = 30.0, 30.0
#: nginx's default (keepalive_timeout). uvicorn's own, 5 s, is also that of httpx: a request can
#: then meet the closing of its connection.
KEEP_ALIVE_SECONDS = 75


async def nothing() -> None:
    return None


class Server:
    """Serves `app` from its own thread until `close()`, which returns when all sockets are closed.

    Exceptions of `app` are recorded in `errors`. `before_end` is awaited in that thread's event
    loop after the last request. An error while the listeners start is raised by the constructor.
    """

    def __init__(
        self,
        app: ASGIApp,
        errors: ServiceErrors,
        listeners: Sequence[Listener],
        proxy: tuple[socket.socket, Proxy] | None = None,
        before_end: Callable[[], Awaitable[None]] = nothing,
    ) -> None:
        self._app, self._listeners, self._proxy = Recorded(app, errors), listeners, proxy
        self._before_end = before_end
        self._started: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        self._thread.start()
        try:
            self._started.result(START_SECONDS)
        except TimeoutError:
            raise TimeoutError(_unfinished("start", START_SECONDS)) from None
        except BaseException:
            self._thread.join(END_SECONDS)
            raise

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if self._started.done():
                raise
            self._started.set_exception(error)
        finally:
            for listener in self._listeners:
                listener.socket.close()
            if self._proxy:
                self._proxy[0].close()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        servers = [self._uvicorn(listener.context) for listener in self._listeners]
        tasks = [
            asyncio.create_task(server.serve(sockets=[listener.socket]))
            for server, listener in zip(servers, self._listeners, strict=True)
        ]
        try:
            await _wait_until_started(servers, tasks)
            async with AsyncExitStack() as stack:
                if self._proxy:
                    stack.enter_context(closing(await _start_proxy(*self._proxy)))
                self._started.set_result(None)
                await self._stop.wait()
        finally:
            await self._end(servers, tasks)

    async def _end(
        self, servers: Collection[uvicorn.Server], tasks: Collection[asyncio.Task[None]]
    ) -> None:
        """End the servers, then raise the error of the first one that failed."""
        for server in servers:
            server.should_exit = server.force_exit = True
        results = await asyncio.gather(*tasks, return_exceptions=True)
        await self._abort(servers)
        await self._before_end()
        for result in results:
            if result is not None:
                raise result

    async def _abort(self, servers: Collection[uvicorn.Server]) -> None:
        """Close the connections that a client's slow reading or sending keeps open."""
        for server in servers:
            for connection in list(server.server_state.connections):
                connection.transport.abort()
        if self._proxy:
            self._proxy[1].abort()
        await asyncio.sleep(0)  # The transports close their sockets in the next turn of the loop.

    def _uvicorn(self, context: ssl.SSLContext | None) -> uvicorn.Server:
        config = uvicorn.Config(
            self._app, http=ReasonProtocol, ws="none", lifespan="off", log_config=None,
            access_log=False, server_header=False, loop="none", timeout_graceful_shutdown=1,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )  # fmt: skip
        config.load()
        config.ssl = context
        return uvicorn.Server(config)

    def close(self) -> None:
        """Raises TimeoutError when a request or `before_end` does not end."""
        with suppress(RuntimeError):  # The loop has already ended with an error.
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(END_SECONDS)
        if self._thread.is_alive():
            raise TimeoutError(_unfinished("end", END_SECONDS))


def _unfinished(what: str, seconds: float) -> str:
    return f"tests.sandbox: the server did not {what} within {seconds:g} seconds"


async def _start_proxy(listener: socket.socket, proxy: Proxy) -> asyncio.Server:
    return await asyncio.start_server(proxy.handle, sock=listener, limit=max(HEAD_LIMIT, 2**16))


async def _wait_until_started(
    servers: Collection[uvicorn.Server], tasks: Collection[asyncio.Task[None]]
) -> None:
    """Raises the error of a task that ends before its server accepts connections."""
    while not all(server.started for server in servers):
        for task in tasks:
            if task.done():
                await task
                raise RuntimeError("tests.sandbox: a listener ended while it started")
        await asyncio.sleep(0.001)
