"""Exceptions of the stand-ins: recorded, and answered so that no client takes them for a service's.

A service's own failure, which a stand-in imitates, is an ordinary answer and not recorded.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests import ROOT
from tests.sandbox.network.hosts import real_host
from tests.sandbox.network.reason_phrase import HEADER

#: The reason phrase of the answer; no service has it.
REASON = "Sandbox Failure"


class ServiceErrors:
    """The errors of a sandbox's stand-ins, as sentences with the file and line of our code."""

    def __init__(self) -> None:
        self._sentences: list[str] = []

    def record(self, action: str, error: BaseException) -> str:
        """Record the error that ended `action`, such as a request; return its sentence."""
        cause = "".join(traceback.format_exception_only(error)).strip()
        sentence = f"{_place(error)}: the stand-in failed at {action}: {cause}"
        self._sentences.append(sentence)
        return sentence

    def take(self) -> list[str]:
        """The sentences since the last call."""
        taken, self._sentences[:] = list(self._sentences), []
        return taken


class Recorded:
    """`app`, whose exceptions are recorded and answered with 500 and the sentence.

    Starlette sends a 500 of its own before it raises the exception; this one replaces it. An
    exception after the beginning of another answer is raised, which ends the connection.
    """

    def __init__(self, app: ASGIApp, errors: ServiceErrors) -> None:
        self._app, self._errors = app, errors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        held: list[Message] = []
        begun = False

        async def forward(message: Message) -> None:
            nonlocal begun
            if held or (not begun and message.get("status") == 500):
                held.append(message)
                return
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, forward)
        except ClientDisconnect:
            return  # The client has ended the connection; nobody reads an answer.
        except Exception as error:
            sentence = self._errors.record(_request(scope), error)
            if begun:
                raise
            await _failure(sentence)(scope, receive, send)
            return
        for message in held:
            await send(message)


def _failure(sentence: str) -> PlainTextResponse:
    text = f"{sentence}\nThis is an error of the sandbox. The service did not answer.\n"
    return PlainTextResponse(text, status_code=500, headers={HEADER.decode(): REASON})


def _request(scope: Scope) -> str:
    """`GET https://HOST/path`; the path without its query, which may hold a secret."""
    return f"{scope['method']} {scope['scheme']}://{real_host(scope)}{scope['path']}"


def is_own(error: BaseException) -> bool:
    """Whether code of this project raised the error, and no library that it calls."""
    return _is_own(traceback.extract_tb(error.__traceback__)[-1])


def _place(error: BaseException) -> str:
    """The last line of this project in the traceback, `path:line` from the project's root."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_own(frame)]
    if not own:
        return "tests"
    return f"{Path(own[-1].filename).relative_to(ROOT).as_posix()}:{own[-1].lineno}"


def _is_own(frame: traceback.FrameSummary) -> bool:
    return Path(frame.filename).is_relative_to(ROOT / "tests")
