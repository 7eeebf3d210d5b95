"""Exceptions of a stand-in: the answer, the record, and what is no error of the stand-in."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.sandbox.network.listener import LOOPBACK, Listener, listening_socket
from tests.sandbox.network.server import Server
from tests.sandbox.network.service_errors import REASON, Recorded, ServiceErrors


async def _bug(request: Request) -> Response:
    raise TypeError("a bug")


async def _imitated(request: Request) -> Response:
    return PlainTextResponse("Internal Server Error of the service", status_code=500)


async def _disconnected(request: Request) -> Response:
    raise ClientDisconnect


APP = Starlette(
    routes=[Route("/bug", _bug), Route("/imitated", _imitated), Route("/gone", _disconnected)]
)


def _get(path: str, errors: ServiceErrors) -> httpx.Response:
    """The answer of a server, with the real reason phrase."""
    listener = Listener(listening_socket())
    server = Server(APP, errors, [listener])
    try:
        url = f"http://{LOOPBACK}:{listener.port}{path}"
        return httpx.get(url, headers={"Host": "pypi.org"}, trust_env=False)
    finally:
        server.close()


def test_an_exception_is_answered_as_a_failure_of_the_sandbox() -> None:
    """Neither status line nor body is one that a service sends; Starlette's 500 is replaced."""
    errors = ServiceErrors()
    answer = _get("/bug", errors)
    assert (answer.status_code, answer.reason_phrase) == (500, REASON)
    (sentence,) = errors.take()
    place, _, rest = sentence.partition(": ")
    assert place.startswith("tests/sandbox/network/test_service_errors.py:")
    assert rest == "the stand-in failed at GET http://pypi.org/bug: TypeError: a bug"
    assert answer.text.startswith(sentence) and "The service did not answer" in answer.text
    assert errors.take() == []


def test_a_failure_of_the_service_that_is_imitated_is_no_error_of_the_stand_in() -> None:
    errors = ServiceErrors()
    answer = _get("/imitated", errors)
    assert (answer.status_code, answer.reason_phrase) == (500, "Internal Server Error")
    assert answer.text == "Internal Server Error of the service"
    assert errors.take() == []


def test_a_client_that_disconnects_is_no_error_of_the_stand_in() -> None:
    errors, sent = ServiceErrors(), list[str]()

    async def send(message: object) -> None:
        sent.append(str(message))

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/gone", "scheme": "https", "headers": []}
    asyncio.run(Recorded(APP, errors)(scope, receive, send))
    assert (errors.take(), sent) == ([], [])


def test_an_exception_after_the_beginning_of_an_answer_ends_the_connection() -> None:
    """The client must not take the part that it has for the whole answer."""

    async def app(scope: object, receive: object, send: object) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": []}
        await send({**start, "headers": [(b"content-length", b"9")]})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b"ok", "more_body": True})  # type: ignore[operator]
        raise TypeError("a bug")

    errors, listener = ServiceErrors(), Listener(listening_socket())
    server = Server(app, errors, [listener])
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"http://{LOOPBACK}:{listener.port}/", trust_env=False)
    server.close()
    (sentence,) = errors.take()
    assert sentence.endswith("TypeError: a bug")
