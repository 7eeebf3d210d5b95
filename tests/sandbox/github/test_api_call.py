"""A request's body, the page of a list that it selects, and handlers that fail."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.sandbox.github.api_call import Call, ResponseCheck, WrongAnswerError, endpoint


def _handler(call: Call) -> Response:
    if call.body.get("fail"):
        raise ValueError("a bug of the stand-in")
    return JSONResponse(call.body)


def _post(content: bytes, check: ResponseCheck | None = None) -> httpx.Response:
    answer = endpoint(_handler, lambda token: "someone", check, lambda symptom, message: None)
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


@pytest.mark.parametrize("content", [b"[]", b"null", b"5", b'"a"'])
def test_json_that_is_no_object_is_a_400(content: bytes) -> None:
    answer = _post(content)
    assert (answer.status_code, answer.json()["message"]) == (400, "Body should be a JSON object")


def test_a_json_object_reaches_the_handler() -> None:
    assert _post(b'{"a": 1}').json() == {"a": 1}


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, 0, 29),
        ({"per_page": "2", "page": "3"}, 4, 5),
        ({"per_page": "500"}, 0, 99),
        ({"per_page": "0"}, 0, 29),
        ({"per_page": "-5", "page": "2"}, 30, 59),
        ({"per_page": "many", "page": "last"}, 0, 29),
    ],
)
def test_a_page_has_at_most_100_items_and_30_without_a_valid_size(
    query: dict[str, str], first: int, last: int
) -> None:
    page = Call("someone", "", "GET", {}, query, {}, b"").page(list(range(120)))
    assert (page[0], page[-1]) == (first, last)


def test_an_exception_of_a_handler_is_raised() -> None:
    """It is no 400, although a ValueError, since the client's JSON is valid."""
    with pytest.raises(ValueError, match="a bug of the stand-in"):
        _post(json.dumps({"fail": True}).encode())


def test_an_answer_that_is_not_as_github_describes_it_is_raised() -> None:
    with pytest.raises(WrongAnswerError, match="POST / is wrong"):
        _post(b"{}", lambda method, path, answer: f"{method} {path} is wrong")
