"""The interface through which a request reaches a stand-in or a real service."""

from __future__ import annotations

from typing import Any, Protocol

import httpx


class Backend(Protocol):
    """Sends a request as if to https://HOST; a header whose value is None is omitted."""

    def send(
        self, method: str, path: str, *, host: str = "", scheme: str = "https",
        headers: dict[str, str | None] | None = None, **body: Any,
    ) -> httpx.Response: ...  # fmt: skip


class Service:
    """A service at its own address.

    The default client follows this machine's proxy and certificate variables. `headers` are sent
    with every request that does not set them itself.
    """

    def __init__(
        self, host: str, client: httpx.Client | None = None, headers: dict[str, str] | None = None
    ) -> None:
        self.host, self._headers = host, headers or {}
        self._client = client or httpx.Client(timeout=30)

    def send(
        self, method: str, path: str, *, host: str = "", scheme: str = "https",
        headers: dict[str, str | None] | None = None, **body: Any,
    ) -> httpx.Response:  # fmt: skip
        request = self._client.build_request(
            method, f"{scheme}://{host or self.host}{path}", **body
        )
        for name, value in {**self._headers, **(headers or {})}.items():
            request.headers.pop(name, None)
            if value is not None:
                request.headers[name] = value
        return self._client.send(request)

    def close(self) -> None:
        self._client.close()
