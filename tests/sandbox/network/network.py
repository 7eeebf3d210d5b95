"""The sandbox's names, its listeners and its trust: how every client comes to the stand-ins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from starlette.types import ASGIApp

from tests.sandbox.actors.browser import Browser
from tests.sandbox.network.authority import Authority
from tests.sandbox.network.hosts import LOCALHOST_SUFFIX, Hosts
from tests.sandbox.network.server import LOOPBACK, Server


class Network:
    """`apps` by host name; `trust` are the variables that make clients believe its certificate."""

    def __init__(self, root: Path, apps: Mapping[str, ASGIApp]) -> None:
        self._asked: list[str] = []
        self._authority = Authority(root, apps)
        context = self._authority.server_context()
        self._server = Server(Hosts(apps), context, list(apps), self._asked.append)
        self.trust = self._authority.environment()
        self.port = self._server.port
        self.proxy = f"http://{LOOPBACK}:{self._server.proxy_port}"

    @cached_property
    def browser(self) -> Browser:
        """One browser that goes through the proxy, made when first needed."""
        return Browser(self.proxy, self._authority.client_context())

    def blocked_hosts(self) -> list[str]:
        """Hosts that were asked for and are not here, since the last call."""
        seen, self._asked[:] = list(self._asked), []
        return seen

    def local_url(self, host: str) -> str:
        """Where a browser of this machine finds a stand-in's pages, without proxy or trust."""
        return f"http://{host}{LOCALHOST_SUFFIX}:{self.port}/"

    def close(self) -> None:
        if "browser" in self.__dict__:
            self.browser.close()
        self._server.close()
