"""The index under test behind a real HTTP server on loopback, one for all rows."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from joserfc.jwk import KeySet, RSAKey

from tests.sandbox.pypi import (
    PYPI,
    Account,
    AccountLookupError,
    Dependencies,
    Index,
    Offline,
    RateLimited,
    ReasonProtocol,
    Site,
    State,
    TimedOut,
    UnknownAccount,
    application,
)

#: The GitHub accounts of the recorded rows, and what asking for others comes to.
ACCOUNTS = {"octo-org": 65, "MixedCase": 77, "a": 1, "x-": 2, "a--b": 3, "0": 4, "y" * 60: 5}
TROUBLES: dict[str, type[AccountLookupError]] = {
    "rate-limited": RateLimited, "broken": AccountLookupError, "offline": Offline,
    "slow": TimedOut,
}  # fmt: skip


@dataclass
class World:
    """What surrounds the index: GitHub's keys and accounts, and a clock that can be put forward."""

    github: RSAKey
    looked_up: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    forward: float = 0.0

    def account(self, login: str) -> Account:
        self.looked_up.append(login)
        if login in TROUBLES:
            raise TROUBLES[login]
        for name, number in ACCOUNTS.items():
            if name.lower() == login.lower():
                return Account(name, number)
        raise UnknownAccount

    def dependencies(self) -> Dependencies:
        return Dependencies(
            issuer_keys=lambda: KeySet([self.github]),
            github_account=self.account,
            on_refusal=lambda code, _text: self.refused.append(code),
            now=lambda: time.time() + self.forward,
        )


class Served:
    """An `Index` and a client for it; `state` may be exchanged between requests."""

    def __init__(self, folder: Path, world: World, site: Site = PYPI) -> None:
        self.world, self.site = world, site
        self.index = Index(site, folder, world.dependencies())
        # With the protocol named, asyncio switches Nagle off; without, each answer takes 40 ms.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen(256)
        self.address: tuple[str, int] = self._socket.getsockname()
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(self.index), http=ReasonProtocol, log_config=None, lifespan="off"
            )
        )
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self.client = httpx.Client(base_url="http://{}:{}".format(*self.address), trust_env=False)
        while not self._server.started:
            time.sleep(0.001)

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))

    @property
    def state(self) -> State:
        return self.index.state

    def start_from(self, state: State) -> None:
        self.index.state, self.world.forward = state, 0.0
        self.world.looked_up.clear()
        self.world.refused.clear()

    def send(
        self, method: str, path: str, *, host: str = "", scheme: str = "https",
        headers: dict[str, str | None] | None = None, **body: Any,
    ) -> httpx.Response:  # fmt: skip
        """One request as if to https://HOST; a header of None is not sent at all."""
        sent = {"Host": host or self.site.domain, "X-Forwarded-Proto": scheme, **(headers or {})}
        request = self.client.build_request(method, path, **body)
        for name, value in sent.items():
            request.headers.pop(name, None)
            if value is not None:
                request.headers[name] = value
        return self.client.send(request)

    @staticmethod
    def reason(answer: httpx.Response) -> str:
        """The reason phrase in full (httpx drops what is not ASCII)."""
        phrase: bytes = answer.extensions["reason_phrase"]
        return phrase.decode("iso-8859-1")

    def close(self) -> None:
        self.client.close()
        self._server.should_exit = True
        self._thread.join()


Fresh = Callable[[State], Served]
