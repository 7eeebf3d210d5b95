"""A row's exchange as an HTTP request: its token, and the body that holds it."""

from __future__ import annotations

import httpx

from tests.contracts.backend import Backend
from tests.contracts.jwts import Signers
from tests.contracts.request_bodies import body
from tests.contracts.rows import Row


def exchange(
    backend: Backend, signers: Signers, row: Row, text: str | None = None
) -> httpx.Response:
    """Sends what `row` describes, with the token `text` or with one made for it."""
    text = signers.token(row["token"]) if text is None and row.get("token") else text
    request = row["request"]
    headers = {"Content-Type": request.get("content_type"), "Accept": None}
    query = f"?{request['query']}" if request.get("query") else ""
    return backend.send(
        request["method"], request["path"] + query, host=request["host"],
        headers=headers | request.get("headers", {}), content=body(request, text or ""),
    )  # fmt: skip
