"""The sandbox's names, its listeners and its trust: how every client comes to the stand-ins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from starlette.types import ASGIApp

from .authority import Authority
from .browser import Browser
from .hosts import DOOR, Hosts
from .server import LOOPBACK, Server


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

    def strangers(self) -> list[str]:
        """Hosts that were asked for and are not here, since the last call."""
        seen, self._asked[:] = list(self._asked), []
        return seen

    def door(self, host: str) -> str:
        """Where a browser of this machine finds a stand-in's pages, without proxy or trust."""
        return f"http://{host}{DOOR}:{self.port}/"

    def close(self) -> None:
        if "browser" in self.__dict__:
            self.browser.close()
        self._server.close()
