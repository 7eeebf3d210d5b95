"""The network of one sandbox: host names, a certificate, a proxy and the listeners behind it."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from tests.sandbox.network.authority import Authority
from tests.sandbox.network.hosts import LOCALHOST_SUFFIX, Hosts
from tests.sandbox.network.listener import LOOPBACK, Listener, listening_socket
from tests.sandbox.network.proxy import Proxy
from tests.sandbox.network.server import Server, nothing
from tests.sandbox.network.service_errors import ServiceErrors


class Network:
    """Serves `apps` by host name; `trust` has the variables by which clients trust its certificate.

    Exceptions of `apps` are recorded in `errors`. `before_end` is awaited in the event loop of the
    apps when the network closes.
    """

    def __init__(
        self,
        root: Path,
        apps: Mapping[str, ASGIApp],
        errors: ServiceErrors,
        before_end: Callable[[], Awaitable[None]] = nothing,
    ) -> None:
        self._blocked: list[str] = []
        self._authority = Authority(root, apps)
        tls = Listener(listening_socket(), self._authority.server_context())
        plain, proxy = Listener(listening_socket()), listening_socket()
        self.trust = self._authority.environment()
        self.port, self.proxy_port = plain.port, proxy.getsockname()[1]
        self.proxy = f"http://{LOOPBACK}:{self.proxy_port}"
        relay = Proxy(list(apps), (LOOPBACK, tls.port), self._blocked.append, errors)
        hosts = Hosts(apps)
        #: The hosts of the sandbox that were requested since the last call.
        self.requested_hosts = hosts.requested
        self._server = Server(hosts, errors, [tls, plain], (proxy, relay), before_end)

    def client_context(self) -> ssl.SSLContext:
        return self._authority.client_context()

    def blocked_hosts(self) -> list[str]:
        """Hosts outside the sandbox that were requested since the last call."""
        seen, self._blocked[:] = list(self._blocked), []
        return seen

    def local_url(self, host: str) -> str:
        """The address of a stand-in's pages for a browser without the proxy's settings."""
        return f"http://{host}{LOCALHOST_SUFFIX}:{self.port}/"

    def close(self) -> None:
        self._server.close()
