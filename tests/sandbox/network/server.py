"""The listeners of one sandbox: TLS for the clients, plain HTTP on loopback, and the proxy."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Collection

import uvicorn
from starlette.types import ASGIApp

from tests.sandbox.network.proxy import HEAD_LIMIT, Proxy
from tests.sandbox.network.reason_phrase import ReasonProtocol

LOOPBACK = "127.0.0.1"


class Server:
    """Runs in a thread of its own; `close()` returns when every socket is shut."""

    def __init__(
        self,
        app: ASGIApp,
        context: ssl.SSLContext,
        names: Collection[str],
        on_blocked: Callable[[str], None],
    ) -> None:
        self._app, self._context, self._names, self._on_blocked = app, context, names, on_blocked
        self._sockets = [_listener() for _ in range(3)]
        self.tls_port, self.port, self.proxy_port = (s.getsockname()[1] for s in self._sockets)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        self._thread.start()
        self._ready.wait()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        proxy = Proxy(self._names, (LOOPBACK, self.tls_port), self._on_blocked)
        relay = await asyncio.start_server(
            proxy.handle, sock=self._sockets[2], limit=max(HEAD_LIMIT, 2**16)
        )
        servers = [self._uvicorn(tls=True), self._uvicorn(tls=False)]
        tasks = [
            asyncio.create_task(server.serve(sockets=[listener]))
            for server, listener in zip(servers, self._sockets, strict=False)
        ]
        while not all(server.started for server in servers):
            await asyncio.sleep(0.001)
        self._ready.set()
        await self._stop.wait()
        relay.close()
        for server in servers:
            server.should_exit = server.force_exit = True
        await asyncio.gather(*tasks)

    def _uvicorn(self, *, tls: bool) -> uvicorn.Server:
        config = uvicorn.Config(
            self._app, http=ReasonProtocol, ws="none", lifespan="off", log_config=None,
            access_log=False, server_header=False, loop="none", timeout_graceful_shutdown=1,
        )  # fmt: skip
        config.load()
        config.ssl = self._context if tls else None
        return uvicorn.Server(config)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()


def _listener() -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # With the protocol named, asyncio switches Nagle off: 40 ms an answer.
    listener.bind((LOOPBACK, 0))
    listener.listen(256)
    return listener
