"""Answers in the shapes that PyPI gives them: Pyramid's error pages, JSON, plain text."""

from __future__ import annotations

import json
from html import escape
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox.network.reason_phrase import HEADER, reason_header
from tests.sandbox.pypi.accept import acceptable

#: Pyramid's standing explanations (pyramid.httpexceptions), by status.
EXPLANATIONS = {
    200: "",
    308: "The resource has been moved to {location}; you should be redirected automatically.",
    301: "The resource has been moved to {location}; you should be redirected automatically.",
    400: "The server could not comply with the request since it is either malformed or otherwise"
    " incorrect.",
    403: "Access was denied to this resource.",
    404: "The resource could not be found.",
    405: "The method {method} is not allowed for this resource.",
    409: "There was a conflict when trying to complete your request.",
    410: "This resource is no longer available.  No forwarding address is given.",
    429: "The action could not be performed because there were too many requests by the client.",
    500: "The server has either erred or is incapable of performing the requested operation.",
    503: "The server is currently unavailable. Please try again at a later time.",
}
PAGE = """<html>
 <head>
  <title>{0}</title>
 </head>
 <body>
  <h1>{0}</h1>
  {1}
 </body>
</html>"""
NO_STORE = {"Vary": "Accept-Encoding"}


def status_page(
    request: Request, status: int, detail: str = "", *, reason: str = "", location: str = ""
) -> Response:
    """Pyramid's page for `status`: HTML, JSON or plain text as the client accepts.

    `detail` goes into the body; `reason` (by default `detail`, or the usual title) into the status
    line too.
    """
    reason = reason_header(reason or detail or HTTPStatus(status).phrase)
    line = f"{status} {reason}"
    explanation = EXPLANATIONS[status].format(method=request.method, location=location)
    kinds = acceptable(request.headers.get("accept", ""), ["text/html", "application/json"])
    kind = kinds[0] if kinds else "text/plain"
    headers = {HEADER.decode(): reason} | ({"Location": location} if location else {})
    media = f"{kind}; charset=UTF-8" if kind.startswith("text/") else kind
    body = _body(kind, status, line, explanation, detail)
    return Response(body, status, headers | NO_STORE | {"Content-Type": media})


def _body(kind: str, status: int, line: str, explanation: str, detail: str) -> str:
    if kind == "text/html":
        broken = "" if status in {301, 308} else "<br/><br/>"
        space = " " if status == 405 else ""
        ascii_only = escape(detail).encode("ascii", "xmlcharrefreplace").decode()
        return PAGE.format(line, f"{explanation}{space}{broken}\n{ascii_only}\n")
    text = f"{explanation}\n\n\n{detail}\n"
    if kind == "application/json":
        return json.dumps({"message": text, "code": line, "title": HTTPStatus(status).phrase})
    return f"{line}\n\n{text}\n"


def as_json(content: Any, status: int = 200, *, media: str = "application/json",
            headers: dict[str, str] | None = None) -> Response:  # fmt: skip
    """`content` as JSON; `media` is written as it is, without a charset."""
    body = json.dumps(content).encode()
    return Response(body, status, {"Content-Type": media, **NO_STORE, **(headers or {})})


def html(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    media = {"Content-Type": "text/html; charset=UTF-8"}
    return Response(text, status, NO_STORE | media | (headers or {}))


def plain(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    media = {"Content-Type": "text/plain; charset=UTF-8"}
    return Response(text, status, NO_STORE | media | (headers or {}))
