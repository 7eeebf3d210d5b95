"""One index as an application: its state, its hosts, and what is done under the lock."""

from __future__ import annotations

import asyncio
import copy
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.sandbox.network.reason_phrase import HEADER
from tests.sandbox.pypi import file_storage, outage, routing, upload, web_pages
from tests.sandbox.pypi.dependencies import Services
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.mint import mint
from tests.sandbox.pypi.refusals import Refused, refuse
from tests.sandbox.pypi.responses import as_json, plain, status_page
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State
from tests.sandbox.pypi.upload_identity import identify

#: What an upload's text fields may hold, in bytes; PyPI sets no bound of its own.
FIELD_LIMIT = 64 * 1024 * 1024
#: A browser without the sandbox's certificates says `pypi.org.localhost`.
LOCALHOST_SUFFIX = ".localhost"
RETIRED = {
    "submit": "register-api-gone", "submit_pkg_info": "register-api-gone",
    "doc_upload": "documentation-upload-gone",
}  # fmt: skip


class Index:
    """A package index; `state` is all that changes, apart from the files below `folder`."""

    def __init__(
        self, site: Site, folder: Path, services: Services, state: State | None = None
    ) -> None:
        self.site, self.folder, self.services = site, folder, services
        self.state = state or State()
        self._lock = asyncio.Lock()
        self._apps = {host: routing.application(self, host) for host in site.hosts}
        self.app: ASGIApp = self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = (
            Request(scope)
            .headers.get("host", "")
            .split(":")[0]
            .lower()
            .removesuffix(LOCALHOST_SUFFIX)
        )
        if scope["scheme"] == "http":
            text = self.recorded(Refused("ssl-required", {}))
            return await plain(f"{text}.", 403, {"x-reason": text})(scope, receive, send)
        down: ASGIApp | None = outage.answer(self.state, Request(scope))
        await (down or self._apps.get(host) or self._apps[self.site.domain])(scope, receive, send)

    def recorded(self, refused: Refused) -> str:
        """The words of a refusal, which whoever listens hears too."""
        text = refused.text(self.site)
        self.services.refused(refused.refusal.slug, text)
        return text

    def refusal_page(self, request: Request, refused: Refused) -> Response:
        text, refusal = self.recorded(refused), refused.refusal
        if refusal.slug == "password-auth-removed":  # PyPI says this in the status line only
            return status_page(request, refusal.status, reason=text)
        location = "/legacy/" if refusal.slug == "wrong-upload-url" else ""
        page = status_page(request, refusal.status, text, location=location)
        if outage.SILENT in self.state.flags:
            del page.headers[HEADER.decode()]
        return page

    def _working(self) -> State:
        """The state to work on; in read-only mode a copy, so that nothing comes of it.

        Only the store of used OIDC tokens and the messages of the session are written to even
        then: they are not in PyPI's database.
        """
        if "read-only" not in self.state.flags:
            return self.state
        working = copy.deepcopy(self.state)
        working.used_jti, working.flashes = self.state.used_jti, self.state.flashes
        return working

    async def audience(self, request: Request) -> Response:
        if "disallow-oidc" in self.state.flags:
            return as_json({"message": self.recorded(Refused("oidc-disabled", {}))}, 403)
        return as_json({"audience": self.site.audience})

    async def mint(self, request: Request) -> Response:
        body = await request.body()
        host = request.headers.get("host", self.site.domain)
        async with self._lock:
            try:
                answer = mint(self._working(), self.site, self.services, body, host)
            except Refused as refused:
                error = {"code": refused.refusal.code, "description": self.recorded(refused)}
                return as_json({"message": "Token request failed", "errors": [error]}, 422)
            except (AttributeError, TypeError, ValueError):
                return status_page(request, 500)
        return as_json(answer)

    async def upload(self, request: Request) -> Response:
        try:
            posted = Fields((await request.form(max_part_size=FIELD_LIMIT)).multi_items())
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        action = request.query_params.get(":action", posted.last(":action"))
        authorization = request.headers.get("authorization", "")
        try:
            if action in RETIRED:
                refuse(RETIRED[str(action)])
            if action != "file_upload":
                return status_page(request, 405)
            async with self._lock:
                await run_in_threadpool(self._take, authorization, posted)
        except Refused as refused:
            return self.refusal_page(request, refused)
        except (TypeError, ValueError):
            return status_page(request, 500)
        return status_page(request, 200)

    def _take(self, authorization: str, posted: Fields) -> None:
        for flag in tuple(self.state.remaining):
            outage.tick(self.state, flag)
        identity = identify(self.state, authorization)
        good = upload.validated(self.state, self.site, self.services, identity, posted)
        if good is not None:
            file_storage.store(self.state, good, self.folder)

    async def page(self, request: Request) -> Response:
        fields = Fields((await request.form()).multi_items())
        async with self._lock:
            return web_pages.serve(self._working(), self.site, self.services, request, fields)
