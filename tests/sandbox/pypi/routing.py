"""Which path of which host leads where, and what is said when it leads nowhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.sandbox.pypi import markup, read_routes, simple_api, web_pages
from tests.sandbox.pypi.refusals import Refused
from tests.sandbox.pypi.responses import html, status_page
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State

if TYPE_CHECKING:
    from tests.sandbox.pypi.index import Index

#: Reads of projects that live elsewhere, and of their files.
PASSED_ON = ("/simple/", "/pypi/", "/packages/")
ANY = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
ENDPOINT = """<h1>API endpoint</h1>
<p>This URL is an API endpoint for uploading files to {0}.</p>
<p>For more information on uploading projects to {0}, visit the
<a href="https://packaging.python.org/">Python Packaging User Guide</a>.</p>
<p>Otherwise, we suggest you <a href="https://{1}/">go to the {0} homepage</a>.</p>
"""
Handler = Callable[[Request], Awaitable[Response]]
Reader = Callable[[Request, State, Site], Response | None]


def application(index: Index, host: str) -> ASGIApp:
    """The routes of one host."""
    routes = _files(index) if host == index.site.files_host else _tokens(index)
    if host in index.site.upload_hosts:
        routes += _uploads(index)
    if host == index.site.domain:
        routes += _web(index)

    async def error(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, HTTPException)
        return _error(index, routes, request, raised.status_code)

    app = Starlette(routes=routes, exception_handlers={HTTPException: error})
    app.router.redirect_slashes = False  # PyPI has its own way with them, see below
    return app


def _tokens(index: Index) -> list[Route]:
    return [
        _route("/_/oidc/audience", index.audience),
        _route("/_/oidc/mint-token", index.mint, "POST"),
        _route("/_/oidc/github/mint-token", index.mint, "POST"),
    ]


def _uploads(index: Index) -> list[Route]:
    async def endpoint(request: Request) -> Response:
        if request.query_params.get(":action"):
            return status_page(request, 405)
        return html(ENDPOINT.format(index.site.title, index.site.domain))

    return [
        _route("/legacy/", index.upload, "POST"),
        _route("/legacy/", endpoint),
        _route("/legacy", _refusing(index, "wrong-upload-url"), "POST"),
        _route("/", endpoint),
    ]


def _web(index: Index) -> list[Route]:
    project_json = _reading(index, read_routes.json_page)
    return [
        _route("/simple/", _reading(index, simple_api.index_page)),
        _route("/simple/{name}/", _reading(index, read_routes.simple_project), *ANY),
        _route("/pypi/{name}/json", project_json, *ANY),
        _route("/pypi/{name}/{version}/json", project_json, *ANY),
        _route("/integrity/{name}/{version}/{filename}/provenance",
               _reading(index, read_routes.provenance), *ANY),
        _route("/rss/updates.xml", _reading(index, read_routes.updates)),
        _route("/rss/project/{name}/releases.xml", _reading(index, read_routes.releases)),
        _route("/pypi", _refusing(index, "upload-api-moved"), "POST"),
        *(_route(path, index.page, "GET", "POST") for path in web_pages.PATHS),
    ]  # fmt: skip


def _files(index: Index) -> list[Route]:
    def download(request: Request, state: State, _site: Site) -> Response | None:
        return read_routes.download(request, state, index.folder)

    return [_route("/packages/{path:path}", _reading(index, download))]


def _route(path: str, handler: Handler, *methods: str) -> Route:
    return Route(path, handler, methods=list(methods) or ["GET"])


def _refusing(index: Index, slug: str) -> Handler:
    async def handler(request: Request) -> Response:
        return _in_full(request, index.refusal_page(request, Refused(slug, {})))

    return handler


def _in_full(request: Request, answer: Response) -> Response:
    """With `Location` in full, as WebOb sends it (`_abs_headerlist`, webob/response.py)."""
    if place := answer.headers.get("location"):
        answer.headers["location"] = urljoin(str(request.url), place)
    return answer


def _reading(index: Index, read: Reader) -> Handler:
    """Answers reads; PyPI looks for the thing first and at the method second."""

    async def handler(request: Request) -> Response:
        answer = read(request, index.state, index.site)
        if answer is None:
            return _elsewhere(index, request)
        return answer if request.method in ("GET", "HEAD") else status_page(request, 405)

    return handler


def _elsewhere(index: Index, request: Request) -> Response:
    """What the rest of the world has to say of a project that is not ours."""
    fallback, name = index.services.fallback, request.path_params.get("name", "")
    passes = request.url.path.startswith(PASSED_ON) and request.method in ANY[:2]
    if fallback is None or not passes or index.state.project(name):
        raise HTTPException(404)
    return cast(Response, fallback)  # a response is an ASGI application, too


def _error(index: Index, routes: list[Route], request: Request, status: int) -> Response:
    """Source: `httpexception_view` and the redirects to a slash, warehouse/views.py."""
    path = request.url.path
    if status != 404:
        return status_page(request, status)
    if not path.endswith("/") and any(r.path_regex.match(f"{path}/") for r in routes):
        return _in_full(request, status_page(request, 301, location=f"{path}/"))
    if path.startswith("/simple/"):
        return read_routes.not_found_simple()
    if path.startswith("/pypi/") and path.rstrip("/").endswith("/json"):
        return read_routes.not_found_json()
    return html(markup.not_found(index.site), 404, simple_api.CORS)
