"""The HTTP client for the machine's index: its login, the person's proxies and certificates."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from pathlib import Path

import certifi
import httpx

from tests.machine.package_index import MachineIndex
from tests.machine.variables import CERTIFICATES, without_login


class UnreachableIndexError(Exception):
    """The index has given no usable answer; the message is a sentence without passwords."""


class IndexClient:
    """Sends GET requests; the login goes to the host of the index only."""

    def __init__(self, index: MachineIndex) -> None:
        self._index = index.url
        self._auth = httpx.BasicAuth(*index.login) if index.login else None
        self._client = httpx.AsyncClient(
            transport=ProxiedTransport(index.proxies), trust_env=False, follow_redirects=True,
            timeout=httpx.Timeout(60, connect=10),
        )  # fmt: skip

    async def get(self, url: str, accept: str) -> httpx.Response:
        """The answer, whatever its status. Raises UnreachableIndexError."""
        try:
            auth = self._auth if _origin(url) == _origin(self._index) else None
            return await self._client.get(url, headers={"Accept": accept}, auth=auth)
        # InvalidURL and ValueError: a URL, a proxy or a certificate that the person has set.
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            host = without_login(url).partition("//")[2].partition("/")[0] or repr(url)
            reason = str(error) or type(error).__name__
            raise UnreachableIndexError(
                f"{host} could not be reached ({reason}), and .cache has no copy: see to the"
                " network, or set HTTPS_PROXY, SSL_CERT_FILE or UV_DEFAULT_INDEX"
            ) from None

    async def close(self) -> None:
        """Close the connections, in the event loop that opened them."""
        await self._client.aclose()


class ProxiedTransport(httpx.AsyncBaseTransport):
    """Sends each request through the proxy for its scheme and host, or directly.

    `proxies` are URLs by scheme, and `no` has the hosts without one.
    """

    def __init__(self, proxies: Mapping[str, str]) -> None:
        self._proxies = dict(proxies)
        self._transports: dict[tuple[str, str | None], httpx.AsyncHTTPTransport] = {}

    def proxy(self, url: httpx.URL) -> str | None:
        """The proxy for `url`; None for a direct connection."""
        if any(_covers(entry, url) for entry in self._proxies.get("no", "").split(",")):
            return None
        found = self._proxies.get(url.scheme) or self._proxies.get("all")
        return found if not found or "://" in found else f"http://{found}"

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        proxy = self.proxy(request.url)
        key = request.url.scheme, proxy
        if key not in self._transports:
            secure = "https" in (request.url.scheme, (proxy or "").partition(":")[0])
            verify = _trust() if secure else False
            self._transports[key] = httpx.AsyncHTTPTransport(proxy=proxy, verify=verify)
        return await self._transports[key].handle_async_request(request)

    async def aclose(self) -> None:
        for transport in self._transports.values():
            await transport.aclose()


def _covers(entry: str, url: httpx.URL) -> bool:
    """Whether an entry of NO_PROXY (`*`, a host, a domain, with or without a port) covers `url`."""
    name, _, port = entry.strip().lower().lstrip("*.").partition(":")
    if entry.strip() == "*":
        return True
    within = bool(name) and (url.host == name or url.host.endswith(f".{name}"))
    return within and (not port or port == str(url.port))


def _origin(url: str) -> tuple[str, str, int | None]:
    parsed = httpx.URL(url)
    return parsed.scheme, parsed.host, parsed.port


def _trust() -> ssl.SSLContext:
    """Trusts what the system, certifi and the person's variables trust.

    Raises ValueError for a variable that names no certificates. OpenSSL itself reads SSL_CERT_DIR.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    for name in CERTIFICATES:
        if value := os.environ.get(name):
            path = Path(value)
            try:
                context.load_verify_locations(
                    **{"capath" if path.is_dir() else "cafile": str(path)}
                )
            except OSError as error:
                raise ValueError(f"{name} is {value}: {error.strerror or error}") from None
    return context
