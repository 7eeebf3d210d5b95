"""The routes of each host of an index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.sandbox.pypi import (
    json_api,
    read_endpoints,
    rss_feeds,
    simple_api,
    web_pages,
    write_endpoints,
)
from tests.sandbox.pypi.index import Index
from tests.sandbox.pypi.refusals import Refused
from tests.sandbox.pypi.responses import html, status_page, with_absolute_location
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State

#: Paths that `dependencies.fallback` answers for projects that the index does not host.
FALLBACK_PATHS = ("/simple/", "/pypi/", "/packages/")
READ_METHODS = ("GET", "HEAD")
#: What a view of PyPI's answers unless it names its methods (warehouse/csrf.py).
SAFE_METHODS = (*READ_METHODS, "OPTIONS")
ALL_METHODS = (*READ_METHODS, "POST", "PUT", "PATCH", "DELETE")
UPLOAD_PAGE = """<h1>API endpoint</h1>
<p>This URL is an API endpoint for uploading files to {0}.</p>
<p>For more information on uploading projects to {0}, visit the
<a href="https://packaging.python.org/">Python Packaging User Guide</a>.</p>
<p>Otherwise, we suggest you <a href="https://{1}/">go to the {0} homepage</a>.</p>
"""
Endpoint = Callable[[Request], Awaitable[Response]]
WriteEndpoint = Callable[[Index, Request], Awaitable[Response]]
ReadEndpoint = Callable[[Request, State, Site], Response | None]


def host_routes(index: Index, host: str) -> list[Route]:
    routes = _files(index) if host == index.site.files_host else _tokens(index)
    if host in index.site.upload_hosts:
        routes += _uploads(index)
    if host == index.site.domain:
        routes += _web(index)
    return routes


def _tokens(index: Index) -> list[Route]:
    return [
        _only_get(_write(index, "/_/oidc/audience", write_endpoints.audience, "GET")),
        _write(index, "/_/oidc/mint-token", write_endpoints.mint_token, "POST"),
        _write(index, "/_/oidc/github/mint-token", write_endpoints.mint_token, "POST"),
    ]


def _uploads(index: Index) -> list[Route]:
    async def upload_page(request: Request) -> Response:
        if request.query_params.get(":action") in write_endpoints.ACTIONS:
            return status_page(request, 405)
        return html(UPLOAD_PAGE.format(index.site.title, index.site.domain))

    return [
        _write(index, "/legacy/", write_endpoints.upload_file, "POST"),
        Route("/legacy/", upload_page, methods=list(SAFE_METHODS)),
        Route("/legacy", _refuse(index, "wrong-upload-url"), methods=["POST"]),
        Route("/", upload_page, methods=list(SAFE_METHODS)),
    ]


def _web(index: Index) -> list[Route]:
    provenance = "/integrity/{name}/{version}/{filename}/provenance"
    return [
        _read(index, "/simple/", simple_api.index_page, *READ_METHODS),
        _read(index, "/simple/{name}/", read_endpoints.simple_project),
        *(_read(index, path, read_endpoints.json_page) for path in json_api.PATHS),
        _read(index, provenance, read_endpoints.provenance),
        _read(index, "/project/{name}/", read_endpoints.project_page, *READ_METHODS),
        _read(index, "/rss/updates.xml", rss_feeds.updates, *READ_METHODS),
        _read(index, "/rss/project/{name}/releases.xml", rss_feeds.releases, *READ_METHODS),
        Route("/pypi", _refuse(index, "upload-api-moved"), methods=["POST"]),
        Route("/pypi", read_endpoints.legacy_action, methods=list(READ_METHODS)),
        *(_write(index, path, write_endpoints.web_page, "GET", "POST") for path in web_pages.PATHS),
    ]


def _files(index: Index) -> list[Route]:
    def download(request: Request, state: State, _site: Site) -> Response | None:
        return read_endpoints.download(request, state, index.folder)

    return [_read(index, "/packages/{path:path}", download, *READ_METHODS)]


def _write(index: Index, path: str, endpoint: WriteEndpoint, *methods: str) -> Route:
    return Route(path, partial(endpoint, index), methods=list(methods))


def _only_get(route: Route) -> Route:
    """Remove HEAD, which Starlette adds to GET."""
    route.methods = {"GET"}
    return route


def _read(index: Index, path: str, read: ReadEndpoint, *methods: str) -> Route:
    """Return a route that reads the index; without `methods` it accepts all of them.

    PyPI looks the project up first and checks the method second: POST to an unknown one is 404.
    """

    async def endpoint(request: Request) -> Response:
        answer = read(request, index.state, index.site)
        if answer is None:
            return _fallback(index, request)
        return answer if request.method in READ_METHODS else status_page(request, 405)

    return Route(path, endpoint, methods=list(methods or ALL_METHODS))


def _fallback(index: Index, request: Request) -> Response:
    """Return the answer of `dependencies.fallback`, or raise 404 where it does not apply."""
    fallback, name = index.dependencies.fallback, request.path_params.get("name", "")
    applies = request.url.path.startswith(FALLBACK_PATHS) and request.method in READ_METHODS
    if fallback is None or not applies or index.state.project(name):
        raise HTTPException(404)
    return cast(Response, fallback)  # Starlette calls what an endpoint returns as an application.


def _refuse(index: Index, slug: str) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        page = write_endpoints.refusal_page(index, request, Refused(slug, {}))
        return with_absolute_location(request, page)

    return endpoint
