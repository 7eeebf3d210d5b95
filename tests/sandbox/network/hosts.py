"""One application for all names: each request goes to the stand-in that bears its Host."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

#: On the plain-HTTP door a browser says `pypi.org.localhost`, which every system leads to loopback.
LOCALHOST_SUFFIX = ".localhost"


class Hosts:
    """Chooses by the Host header; `http://NAME.localhost:PORT` serves NAME to a real browser."""

    def __init__(self, apps: Mapping[str, ASGIApp]) -> None:
        self._apps = dict(apps)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"{scope['type']}: the stand-ins speak HTTP only")
        name = _host(scope)
        app = self._apps.get(name.removesuffix(LOCALHOST_SUFFIX))
        if app is None:
            app = PlainTextResponse(f"The sandbox serves nothing at {name}.\n", status_code=404)
        await app({**scope, "scheme": "https"}, receive, send)


def _host(scope: Scope) -> str:
    for key, value in scope["headers"]:
        if key == b"host":
            return str(value.decode("latin-1")).split(":")[0].lower()
    return ""
