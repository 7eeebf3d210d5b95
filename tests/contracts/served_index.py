"""The index under test behind an HTTP server on loopback, with doubles of the services it uses."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import jwt

from tests.sandbox.network.listener import Listener, listening_socket
from tests.sandbox.network.server import Server
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.pypi import (
    PYPI,
    Account,
    AccountLookupError,
    Dependencies,
    Index,
    Offline,
    RateLimited,
    Site,
    State,
    TimedOut,
    UnknownAccount,
    application,
)

#: The GitHub accounts of the recorded rows, with their numbers.
ACCOUNTS = {"octo-org": 65, "MixedCase": 77, "a": 1, "x-": 2, "a--b": 3, "0": 4, "y" * 60: 5}
#: Logins whose look-up fails, with the error.
LOOKUP_ERRORS: dict[str, type[AccountLookupError]] = {
    "rate-limited": RateLimited, "broken": AccountLookupError, "offline": Offline,
    "slow": TimedOut,
}  # fmt: skip


@dataclass
class ServiceDoubles:
    """Test doubles for the services that the index uses: GitHub's key and accounts, and a clock."""

    github: jwt.PyJWK
    looked_up: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    #: Seconds by which the index's clock is ahead of the machine's.
    clock_offset: float = 0.0

    def account(self, login: str) -> Account:
        self.looked_up.append(login)
        if login in LOOKUP_ERRORS:
            raise LOOKUP_ERRORS[login]
        for name, number in ACCOUNTS.items():
            if name.lower() == login.lower():
                return Account(name, number)
        raise UnknownAccount

    def dependencies(self) -> Dependencies:
        return Dependencies(
            issuer_keys=lambda: (self.github,),
            github_account=self.account,
            on_refusal=lambda code, _text: self.refused.append(code),
            now=lambda: time.time() + self.clock_offset,
        )


class Served:
    """An `Index`, served from a thread until `close()`, and an HTTP client for it.

    `listener` is the socket to serve on; by default a new one. An error while the server starts
    is raised by the constructor.
    """

    def __init__(
        self,
        folder: Path,
        doubles: ServiceDoubles,
        site: Site = PYPI,
        listener: socket.socket | None = None,
    ) -> None:
        self.doubles, self.site = doubles, site
        self.index = Index(site, folder, doubles.dependencies())
        self.errors = ServiceErrors()
        listening = Listener(listener or listening_socket())
        self.address: tuple[str, int] = listening.socket.getsockname()
        self._server = Server(application(self.index), self.errors, [listening])
        self.client = httpx.Client(base_url="http://{}:{}".format(*self.address), trust_env=False)

    @property
    def state(self) -> State:
        return self.index.state

    def start_from(self, state: State) -> None:
        self.index.state, self.doubles.clock_offset = state, 0.0
        self.doubles.looked_up.clear()
        self.doubles.refused.clear()

    def send(
        self, method: str, path: str, *, host: str = "", scheme: str = "https",
        headers: dict[str, str | None] | None = None, **body: Any,
    ) -> httpx.Response:  # fmt: skip
        """Send one request as if to https://HOST; a header of None is omitted."""
        sent = {"Host": host or self.site.domain, "X-Forwarded-Proto": scheme, **(headers or {})}
        request = self.client.build_request(method, path, **body)
        for name, value in sent.items():
            request.headers.pop(name, None)
            if value is not None:
                request.headers[name] = value
        return self.client.send(request)

    @staticmethod
    def reason(answer: httpx.Response) -> str:
        """The whole reason phrase; httpx's own `reason_phrase` drops characters outside ASCII."""
        phrase: bytes = answer.extensions["reason_phrase"]
        return phrase.decode("iso-8859-1")

    def close(self) -> None:
        self.client.close()
        self._server.close()
        assert self.errors.take() == []
