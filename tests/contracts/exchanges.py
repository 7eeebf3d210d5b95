"""Sends the token exchanges that the rows describe."""

from __future__ import annotations

import httpx

from tests.contracts.backend import Backend
from tests.contracts.jwts import Signers
from tests.contracts.request_bodies import body
from tests.contracts.rows import Row


def exchange(
    backend: Backend, signers: Signers, row: Row, token: str | None = None
) -> httpx.Response:
    """Send the exchange that `row` describes, with `token` or with one made from the row."""
    if token is None and row.get("token"):
        token = signers.token(row["token"])
    request = row["request"]
    headers = {"Content-Type": request.get("content_type"), "Accept": None}
    query = f"?{request['query']}" if request.get("query") else ""
    return backend.send(
        request["method"], request["path"] + query, host=request["host"],
        headers=headers | request.get("headers", {}), content=body(request, token or ""),
    )  # fmt: skip
