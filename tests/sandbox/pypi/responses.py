"""Responses in PyPI's formats: Pyramid's error pages, JSON, HTML and plain text."""

from __future__ import annotations

import json
from html import escape
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox.network.reason_phrase import HEADER, reason_header
from tests.sandbox.pypi.content_negotiation import acceptable

#: Pyramid's explanations (pyramid.httpexceptions), by status.
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
VARY = {"Vary": "Accept-Encoding"}
CORS = {"Access-Control-Allow-Origin": "*"}


def status_page(
    request: Request, status: int, detail: str = "", *, reason: str = "", location: str = ""
) -> Response:
    """Return Pyramid's page for `status`: HTML, JSON or plain text, as the client accepts.

    `detail` is in the body. The status line has `reason`, or else `detail`, or else the standard
    phrase.
    """
    reason = reason_header(reason or detail or HTTPStatus(status).phrase)
    status_line = f"{status} {reason}"
    explanation = EXPLANATIONS[status].format(method=request.method, location=location)
    types = acceptable(request.headers.get("accept", ""), ["text/html", "application/json"])
    media_type = types[0] if types else "text/plain"
    headers = {HEADER.decode(): reason} | ({"Location": location} if location else {})
    charset = "; charset=UTF-8" if media_type.startswith("text/") else ""
    body = _body(media_type, status, status_line, explanation, detail)
    return Response(body, status, headers | VARY | {"Content-Type": f"{media_type}{charset}"})


def _body(media_type: str, status: int, status_line: str, explanation: str, detail: str) -> str:
    if media_type == "text/html":
        line_breaks = "" if status in {301, 308} else "<br/><br/>"
        space = " " if status == 405 else ""
        ascii_only = escape(detail).encode("ascii", "xmlcharrefreplace").decode()
        return PAGE.format(status_line, f"{explanation}{space}{line_breaks}\n{ascii_only}\n")
    text = f"{explanation}\n\n\n{detail}\n"
    if media_type == "application/json":
        title = HTTPStatus(status).phrase
        return json.dumps({"message": text, "code": status_line, "title": title})
    return f"{status_line}\n\n{text}\n"


def with_absolute_location(request: Request, response: Response) -> Response:
    """Make the `Location` header absolute, as WebOb does (`_abs_headerlist`, webob/response.py)."""
    if location := response.headers.get("location"):
        response.headers["location"] = urljoin(str(request.url), location)
    return response


def as_json(content: Any, status: int = 200, *, media: str = "application/json",
            headers: dict[str, str] | None = None) -> Response:  # fmt: skip
    """Return `content` as JSON; the `Content-Type` is `media`, without a charset."""
    body = json.dumps(content).encode()
    return Response(body, status, {"Content-Type": media, **VARY, **(headers or {})})


def html(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    media = {"Content-Type": "text/html; charset=UTF-8"}
    return Response(text, status, VARY | media | (headers or {}))


def plain(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    media = {"Content-Type": "text/plain; charset=UTF-8"}
    return Response(text, status, VARY | media | (headers or {}))


def not_found_simple() -> Response:
    return plain("404 Not Found", 404, CORS)


def not_found_json() -> Response:
    return as_json({"message": "Not Found"}, 404, headers=CORS)
