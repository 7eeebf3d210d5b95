"""Errors of the API: bytes that are no JSON, and handlers that fail."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.sandbox.github.api_call import Call, endpoint


def _handler(call: Call) -> Response:
    if call.body.get("fail"):
        raise ValueError("a fault of the stand-in")
    return JSONResponse(call.body)


def _post(content: bytes) -> httpx.Response:
    answer = endpoint(_handler, lambda token: "someone", None, lambda symptom, message: None)
    app = Starlette(routes=[Route("/", answer, methods=["POST"])])

    async def post() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://api.github.com") as api:
            return await api.post("/", content=content)

    return asyncio.run(post())


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"'a'"])
def test_bytes_that_are_no_json_are_a_400(content: bytes) -> None:
    answer = _post(content)
    assert (answer.status_code, answer.json()["message"]) == (400, "Problems parsing JSON")


def test_json_reaches_the_handler() -> None:
    assert _post(b'{"a": 1}').json() == {"a": 1}


def test_a_value_error_of_a_handler_is_a_logged_500(caplog: pytest.LogCaptureFixture) -> None:
    """The client's JSON is not blamed, and the log has the traceback."""
    answer = _post(json.dumps({"fail": True}).encode())
    assert (answer.status_code, answer.json()["message"]) == (500, "Server Error")
    assert "POST /: the handler failed" in caplog.text
    assert "ValueError: a fault of the stand-in" in caplog.text
