"""An application that passes each request to the stand-in for its Host header."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

#: The suffix of a local URL's host. `pypi.org.localhost` is a loopback address (RFC 6761, 6.3).
LOCALHOST_SUFFIX = ".localhost"


class Hosts:
    """`apps` by host name; `http://NAME.localhost:PORT` serves NAME, too."""

    def __init__(self, apps: Mapping[str, ASGIApp]) -> None:
        self._apps = dict(apps)
        self._requested: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"a stand-in received {scope['type']}; it serves HTTP only")
        host = real_host(scope)
        self._requested.append(host)
        app = self._apps.get(host)
        if app is None:
            text = f"The sandbox serves nothing at {_host(scope)}.\n"
            app = PlainTextResponse(text, status_code=404)
        await app({**scope, "scheme": "https"}, receive, send)

    def requested(self) -> list[str]:
        """The hosts of the requests since the last call, in their order."""
        seen, self._requested = self._requested, []
        return seen


def real_host(scope: Scope) -> str:
    """The host that the request is for, in lower case; `pypi.org` for `pypi.org.localhost`."""
    return _host(scope).removesuffix(LOCALHOST_SUFFIX)


def _host(scope: Scope) -> str:
    """The host without its port, in lower case; empty without a Host header."""
    for key, value in scope["headers"]:
        if key == b"host":
            return str(value.decode("latin-1")).split(":")[0].lower()
    return ""
