"""The application that answers as pypi.org for the projects of the mirrored index."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.sandbox.mirror.index_mirror import SIMPLE_JSON, IndexMirror
from tests.sandbox.pypi.responses import not_found_json, not_found_simple


def application(mirror: IndexMirror) -> Starlette:
    """Serves listings (PEP 503 and 691), files and JSON descriptions, all read-only."""
    endpoints = {
        "/simple/{name}/": _listing,
        "/pypi/{path:path}": _description,
        "/packages/{path:path}": _file,
    }
    return Starlette(routes=[Route(path, partial(e, mirror)) for path, e in endpoints.items()])


async def _listing(mirror: IndexMirror, request: Request) -> Response:
    listing = await mirror.listing(request.path_params["name"].lower())
    if listing is None:
        return not_found_simple()
    headers = {**_cached_by_clients(600), "Vary": "Accept"}
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
    body = await mirror.description(request.path_params["path"])
    if body is None:
        return not_found_json()
    return Response(body, media_type="application/json")


def _cached_by_clients(seconds: int) -> dict[str, str]:
    return {"Cache-Control": f"max-age={seconds}, public"}


def _html(listing: dict[str, Any]) -> str:
    links = []
    for file in listing["files"]:
        digest = "".join(f"#{kind}={value}" for kind, value in list(file["hashes"].items())[:1])
        requires = (file.get("requires-python") or "").replace("<", "&lt;").replace(">", "&gt;")
        python = f' data-requires-python="{requires}"' if requires else ""
        links.append(f'<a href="{file["url"]}{digest}"{python}>{file["filename"]}</a><br>')
    return f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>"
