"""One index as an application: which request goes where, and what is done under the lock."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NoReturn, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from . import markup, pages, reads, simple, upload
from .fields import Fields
from .mint import mint
from .refusals import Refused, refuse
from .replies import as_json, html, plain, status_page
from .services import Services
from .site import Site
from .state import Project, State

#: What an upload's text fields may hold; PyPI sets no bound of its own.
FIELD_LIMIT = 64 * 1024 * 1024
#: A browser without the sandbox's certificates says `pypi.org.localhost`.
DOOR = ".localhost"
ENDPOINT = """<h1>API endpoint</h1>
<p>This URL is an API endpoint for uploading files to {0}.</p>
<p>For more information on uploading projects to {0}, visit the
<a href="https://packaging.python.org/">Python Packaging User Guide</a>.</p>
<p>Otherwise, we suggest you <a href="https://{1}/">go to the {0} homepage</a>.</p>
"""
RETIRED = {
    "submit": "register-api-gone", "submit_pkg_info": "register-api-gone",
    "doc_upload": "documentation-upload-gone",
}  # fmt: skip
ANY = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
Handler = Callable[[Request], Awaitable[Response]]


class Index:
    """A package index; `state` is all that changes, apart from the files below `folder`."""

    def __init__(
        self, site: Site, folder: Path, services: Services, state: State | None = None
    ) -> None:
        self.site, self.folder, self.services = site, folder, services
        self.state = state or State()
        self._lock = asyncio.Lock()
        self._apps = {host: self._application(host) for host in site.hosts}
        self.app: ASGIApp = self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        host = request.headers.get("host", "").split(":")[0].lower().removesuffix(DOOR)
        app = self._apps.get(host) or self._apps[self.site.domain]
        if scope["scheme"] == "http":
            refused = Refused("ssl-required", {})
            text = self._recorded(refused)
            return await plain(f"{text}.", 403, {"x-reason": text})(scope, receive, send)
        await app(scope, receive, send)

    def _application(self, host: str) -> ASGIApp:
        routes: list[Route] = []
        if host == self.site.files_host:
            routes += [_route("/packages/{path:path}", self._download)]
        else:
            routes += [
                _route("/_/oidc/audience", self._audience),
                _route("/_/oidc/mint-token", self._mint, "POST"),
                _route("/_/oidc/github/mint-token", self._mint, "POST"),
            ]
        if host in self.site.upload_hosts:
            routes += [
                _route("/legacy/", self._upload, "POST"),
                _route("/legacy/", self._endpoint),
                _route("/legacy", self._no_slash, "POST"),
                _route("/", self._endpoint),
            ]
        if host == self.site.domain:
            routes += self._web()
        handlers = {HTTPException: self._http_error}
        app = Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]
        app.router.redirect_slashes = False  # PyPI has its own way with them, see below
        return app

    def _web(self) -> list[Route]:
        return [
            _route("/simple/", self._simple_index),
            _route("/simple/{name}/", self._simple, *ANY),
            _route("/pypi/{name}/json", self._json, *ANY),
            _route("/pypi/{name}/{version}/json", self._json, *ANY),
            _route("/integrity/{name}/{version}/{filename}/provenance", self._provenance, *ANY),
            _route("/rss/updates.xml", self._updates),
            _route("/rss/project/{name}/releases.xml", self._releases),
            _route("/pypi", self._moved, "POST"),
            *(_route(path, self._page, "GET", "POST") for path in pages.PATHS),
        ]

    # --- answers to errors ---

    def _recorded(self, refused: Refused) -> str:
        text = refused.text(self.site)
        self.services.refused(refused.refusal.slug, text)
        return text

    def _refused(self, request: Request, refused: Refused) -> Response:
        text, refusal = self._recorded(refused), refused.refusal
        if refusal.slug == "password-auth-removed":  # PyPI says this in the status line only
            return status_page(request, refusal.status, reason=text)
        location = "/legacy/" if refusal.slug == "wrong-upload-url" else ""
        return status_page(request, refusal.status, text, location=location)

    async def _http_error(self, request: Request, error: HTTPException) -> Response:
        path = request.url.path
        if error.status_code != 404:
            return status_page(request, error.status_code)
        if path.startswith("/simple/"):
            return reads.not_found_simple()
        if path.startswith("/pypi/") and path.rstrip("/").endswith("/json"):
            return reads.not_found_json()
        if not path.endswith("/") and self._has_page(request, f"{path}/"):
            return status_page(request, 301, location=f"{path}/")
        return html(markup.not_found(self.site), 404, simple.CORS)

    def _has_page(self, request: Request, path: str) -> bool:
        return (
            any(route.path_regex.match(path) for route in self._web()) and request.method == "GET"
        )

    # --- the token endpoints ---

    async def _audience(self, request: Request) -> Response:
        if "disallow-oidc" in self.state.flags:
            return as_json({"message": self._recorded(Refused("oidc-disabled", {}))}, 403)
        return as_json({"audience": self.site.audience})

    async def _mint(self, request: Request) -> Response:
        body = await request.body()
        host = request.headers.get("host", self.site.domain)
        async with self._lock:
            try:
                answer = mint(self._working(), self.site, self.services, body, host)
            except Refused as refused:
                error = {"code": refused.refusal.code, "description": self._recorded(refused)}
                return as_json({"message": "Token request failed", "errors": [error]}, 422)
            except (AttributeError, TypeError, ValueError):
                return status_page(request, 500)
        return as_json(answer)

    def _working(self) -> State:
        """The state to work on; in read-only mode a copy, so that nothing comes of it.

        Only the store of used OIDC tokens is written to even then: it is not in PyPI's database.
        """
        if "read-only" not in self.state.flags:
            return self.state
        working = copy.deepcopy(self.state)
        working.used_jti = self.state.used_jti
        return working

    # --- uploads ---

    async def _upload(self, request: Request) -> Response:
        try:
            posted = Fields((await request.form(max_part_size=FIELD_LIMIT)).multi_items())
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        action = request.query_params.get(":action", posted.last(":action"))
        try:
            if action in RETIRED:
                refuse(RETIRED[str(action)])
            if action != "file_upload":
                return status_page(request, 405)
            async with self._lock:
                await run_in_threadpool(
                    self._take, request.headers.get("authorization", ""), posted
                )
        except Refused as refused:
            return self._refused(request, refused)
        except (TypeError, ValueError):
            return status_page(request, 500)
        return status_page(request, 200)

    def _take(self, authorization: str, posted: Fields) -> None:
        identity = upload.identify(self.state, authorization)
        judged = upload.judge(self.state, self.site, self.services, identity, posted)
        if judged is not None:
            upload.store(*judged, self.folder)

    async def _endpoint(self, request: Request) -> Response:
        if request.query_params.get(":action"):
            return status_page(request, 405)
        return html(ENDPOINT.format(self.site.title, self.site.domain))

    async def _no_slash(self, request: Request) -> Response:
        return self._refused(request, Refused("wrong-upload-url", {}))

    async def _moved(self, request: Request) -> Response:
        return self._refused(request, Refused("upload-api-moved", {}))

    # --- reads ---

    async def _simple_index(self, request: Request) -> Response:
        return simple.index_page(request, self.state)

    async def _simple(self, request: Request) -> Response:
        return self._found(request, reads.simple_project(request, self.state, self.site))

    async def _json(self, request: Request) -> Response:
        return self._found(request, reads.json_page(request, self.state, self.site))

    async def _provenance(self, request: Request) -> Response:
        return self._found(request, reads.provenance(request, self.state, self.site))

    async def _download(self, request: Request) -> Response:
        return self._found(request, reads.download(request, self.state, self.folder))

    def _found(self, request: Request, answer: Response | None) -> Response:
        """`answer`; without one what the rest of the world has to say, if the project is not ours.

        PyPI looks for the thing first and at the method second.
        """
        reading = request.method in ("GET", "HEAD")
        if answer is None:
            fallback = self.services.fallback
            ours = self.state.project(request.path_params.get("name", "")) is not None
            if fallback is None or ours or not reading or "filename" in request.path_params:
                _missing()
            return cast(Response, fallback)  # a response is an ASGI application, too
        return answer if reading else status_page(request, 405)

    async def _updates(self, request: Request) -> Response:
        return reads.updates(self.state, self.site)

    async def _releases(self, request: Request) -> Response:
        return reads.releases(self.state, self.site, self._project(request))

    def _project(self, request: Request) -> Project:
        return self.state.project(request.path_params["name"]) or _missing()

    async def _page(self, request: Request) -> Response:
        form = await request.form()
        async with self._lock:
            return pages.serve(self, request, Fields(form.multi_items()))


def _missing() -> NoReturn:
    raise HTTPException(404)


def _route(path: str, handler: Handler, *methods: str) -> Route:
    return Route(path, handler, methods=list(methods) or ["GET"])
