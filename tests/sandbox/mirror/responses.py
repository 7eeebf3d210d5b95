"""The application that answers as pypi.org for the projects of the mirrored index."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.sandbox.mirror.index_client import UnreachableIndexError
from tests.sandbox.mirror.index_mirror import SIMPLE_JSON, IndexMirror
from tests.sandbox.network.reason_phrase import HEADER, reason_header
from tests.sandbox.pypi.responses import not_found_json, not_found_simple


def application(mirror: IndexMirror) -> Starlette:
    """Serves listings (PEP 503 and 691), files and JSON descriptions, all read-only."""
    endpoints = {
        "/simple/{name}/": _listing,
        "/pypi/{path:path}": _description,
        "/packages/{path:path}": _file,
    }
    routes = [Route(path, partial(e, mirror)) for path, e in endpoints.items()]
    return Starlette(routes=routes, exception_handlers={UnreachableIndexError: _unreachable})


async def _unreachable(request: Request, problem: Exception) -> Response:
    """504 with the sentence as reason phrase, which pip, uv and twine print.

    pip tries again at 502 and 503, for seven seconds; 404 would say that there is no such project.
    """
    headers = {HEADER.decode(): reason_header(str(problem))}
    return PlainTextResponse(f"{problem}\n", HTTPStatus.GATEWAY_TIMEOUT, headers)


async def _listing(mirror: IndexMirror, request: Request) -> Response:
    found = await mirror.listing(request.path_params["name"].lower())
    if found is None:
        return not_found_simple()
    listing, stale_for = found
    headers = {**_cached_by_clients(600), "Vary": "Accept", **_age(stale_for)}
    if "json" in request.headers.get("accept", ""):
        return JSONResponse(listing, headers=headers, media_type=SIMPLE_JSON)
    return Response(_html(listing), headers=headers, media_type="text/html")


async def _file(mirror: IndexMirror, request: Request) -> Response:
    body = await mirror.file(request.url.path)
    if body is None:
        return not_found_simple()
    headers = _cached_by_clients(365_000_000)
    return Response(body, headers=headers, media_type="application/octet-stream")


async def _description(mirror: IndexMirror, request: Request) -> Response:
    copy = await mirror.description(request.path_params["path"])
    if copy is None:
        return not_found_json()
    headers = _age(copy.stale_for)
    return Response(copy.body, headers=headers, media_type="application/json")


def _cached_by_clients(seconds: int) -> dict[str, str]:
    return {"Cache-Control": f"max-age={seconds}, public"}


def _age(stale_for: float | None) -> dict[str, str]:
    """The headers of a copy that the index could not renew (RFC 7234, 5.1 and 5.5.2)."""
    if stale_for is None:
        return {}
    return {"Age": str(int(stale_for)), "Warning": '111 - "Revalidation Failed"'}


def _html(listing: dict[str, Any]) -> str:
    links = []
    for file in listing["files"]:
        digest = "".join(f"#{kind}={value}" for kind, value in list(file["hashes"].items())[:1])
        requires = (file.get("requires-python") or "").replace("<", "&lt;").replace(">", "&gt;")
        python = f' data-requires-python="{requires}"' if requires else ""
        links.append(f'<a href="{file["url"]}{digest}"{python}>{file["filename"]}</a><br>')
    return f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>"
