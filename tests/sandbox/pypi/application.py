"""The ASGI application of an index: dispatch by host, outages, and the answers to errors."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.sandbox.network.hosts import real_host
from tests.sandbox.pypi import json_api, outage
from tests.sandbox.pypi.index import Index
from tests.sandbox.pypi.markup import not_found_page
from tests.sandbox.pypi.refusals import Refused, ServerError
from tests.sandbox.pypi.responses import (
    not_found_json,
    not_found_simple,
    plain,
    status_page,
    with_absolute_location,
)
from tests.sandbox.pypi.routing import host_routes


def application(index: Index) -> ASGIApp:
    """Return the application for all hosts of `index`; another host is answered as its domain.

    It raises the exceptions of the stand-in itself: PyPI gave no such answer.
    """
    apps = {host: _host_application(index, host) for host in index.site.hosts}

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        app: ASGIApp = (
            _https_required(index, request)
            or outage.response(index.state, request)
            or apps.get(real_host(scope), apps[index.site.domain])
        )
        await app(scope, receive, send)

    return dispatch


def _https_required(index: Index, request: Request) -> Response | None:
    if request.url.scheme != "http":
        return None
    text = index.report(Refused("ssl-required", {}))
    return plain(f"{text}.", 403, {"x-reason": text})


def _host_application(index: Index, host: str) -> Starlette:
    routes = host_routes(index, host)

    async def http_error(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, HTTPException)
        if raised.status_code == 404:
            return _not_found(index, routes, request)
        return status_page(request, raised.status_code)

    async def server_error(request: Request, _raised: Exception) -> Response:
        return status_page(request, 500)

    handlers = {HTTPException: http_error, ServerError: server_error}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False  # `_not_found` redirects as PyPI does.
    return app


def _not_found(index: Index, routes: list[Route], request: Request) -> Response:
    """Source: `httpexception_view` and the redirects to a slash, warehouse/views.py."""
    path = request.url.path
    if json_api.NOT_FOUND_PATH.fullmatch(path):  # never redirected
        return not_found_json()
    if not path.endswith("/") and any(r.path_regex.match(f"{path}/") for r in routes):
        return with_absolute_location(request, status_page(request, 301, location=f"{path}/"))
    if path.startswith("/simple/"):
        return not_found_simple()
    return not_found_page(index.site)
