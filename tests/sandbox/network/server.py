"""The listeners of one sandbox: TLS for its clients, plain HTTP for local URLs, and the proxy."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import Future
from contextlib import closing, suppress

import uvicorn
from starlette.types import ASGIApp

from tests.sandbox.network.proxy import HEAD_LIMIT, Proxy
from tests.sandbox.network.reason_phrase import ReasonProtocol

LOOPBACK = "127.0.0.1"


async def _nothing() -> None:
    return None


class Server:
    """Serves from its own thread until `close()`, which returns when all sockets are closed.

    `before_end` is awaited in that thread's event loop after the last request. An error while
    the listeners start is raised by the constructor.
    """

    def __init__(
        self,
        app: ASGIApp,
        context: ssl.SSLContext,
        names: Collection[str],
        on_blocked: Callable[[str], None],
        before_end: Callable[[], Awaitable[None]] = _nothing,
    ) -> None:
        self._app, self._context, self._names, self._on_blocked = app, context, names, on_blocked
        self._before_end = before_end
        self._sockets = [listening_socket() for _ in range(3)]
        self.tls_port, self.port, self.proxy_port = (s.getsockname()[1] for s in self._sockets)
        self._started: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        self._thread.start()
        self._started.result()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if self._started.done():
                raise
            self._started.set_exception(error)
        finally:
            for listener in self._sockets:
                listener.close()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        servers = [self._uvicorn(tls=True), self._uvicorn(tls=False)]
        tasks = [
            asyncio.create_task(server.serve(sockets=[listener]))
            for server, listener in zip(servers, self._sockets, strict=False)
        ]
        try:
            await _wait_until_started(servers, tasks)
            with closing(await self._start_proxy()):
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
        await self._before_end()
        for result in results:
            if result is not None:
                raise result

    async def _start_proxy(self) -> asyncio.Server:
        proxy = Proxy(self._names, (LOOPBACK, self.tls_port), self._on_blocked)
        limit = max(HEAD_LIMIT, 2**16)
        return await asyncio.start_server(proxy.handle, sock=self._sockets[2], limit=limit)

    def _uvicorn(self, *, tls: bool) -> uvicorn.Server:
        config = uvicorn.Config(
            self._app, http=ReasonProtocol, ws="none", lifespan="off", log_config=None,
            access_log=False, server_header=False, loop="none", timeout_graceful_shutdown=1,
        )  # fmt: skip
        config.load()
        config.ssl = self._context if tls else None
        return uvicorn.Server(config)

    def close(self) -> None:
        with suppress(RuntimeError):  # The loop has already ended with an error.
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()


async def _wait_until_started(
    servers: Collection[uvicorn.Server], tasks: Collection[asyncio.Task[None]]
) -> None:
    """Raises the error of a task that ends before its server accepts connections."""
    while not all(server.started for server in servers):
        for task in tasks:
            if task.done():
                task.result()
                raise RuntimeError("tests.sandbox: a listener ended while it started")
        await asyncio.sleep(0.001)


def listening_socket() -> socket.socket:
    """A new socket on loopback that accepts connections at a free port."""
    # asyncio sets TCP_NODELAY only for IPPROTO_TCP; without it each answer takes 40 ms longer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind((LOOPBACK, 0))
    listener.listen(256)
    return listener
