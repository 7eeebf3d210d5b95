"""One API request as the handlers see it, and GitHub's way of saying no."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

DOCUMENTATION = "https://docs.github.com/rest"


@dataclass(frozen=True)
class Call:
    """`path` are the route's parameters, `query` the URL's, `body` the JSON (`{}` when none)."""

    login: str
    token: str
    method: str
    path: dict[str, str]
    query: dict[str, str]
    body: dict[str, Any]
    raw: bytes

    def page(self, items: list[Any]) -> list[Any]:
        """The slice that `per_page` and `page` ask for."""
        size, number = int(self.query.get("per_page", 30)), int(self.query.get("page", 1))
        return items[(number - 1) * size : number * size]


class ApiError(Exception):
    """Answered as GitHub does: `{"message", "documentation_url", "status"}`."""

    #: The troubleshooting page that explains it, where there is one.
    symptom: str | None = None

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status, self.more = status, more

    def response(self) -> JSONResponse:
        body = {
            "message": str(self),
            "documentation_url": DOCUMENTATION,
            "status": str(self.status),
        }
        return JSONResponse({**body, **self.more}, status_code=self.status)


def not_found() -> ApiError:
    return ApiError(404, "Not Found")


Handler = Callable[[Call], Response]


ResponseCheck = Callable[[str, str, Any], str | None]


def endpoint(
    handler: Handler,
    login_of: Callable[[str], str | None],
    check_response: ResponseCheck | None,
    refused: Callable[[str, str], None],
) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a plain function: it runs in a thread, since it may ask git.

    `judge(method, path, json)` may find fault with an answer; that is then a 500 and its words.
    `refused(symptom, words)` hears of each refusal that a page explains.
    """

    async def answer(request: Request) -> Response:
        token = request.headers.get("authorization", "").rpartition(" ")[2]
        login = login_of(token)
        if login is None:
            return ApiError(
                401, "Bad credentials" if token else "Requires authentication"
            ).response()
        raw = await request.body()
        try:
            body = json.loads(raw) if raw and _is_json(request) else {}
            path, query = dict(request.path_params), dict(request.query_params)
            call = Call(login, token, request.method, path, query, body, raw)
            response = await run_in_threadpool(handler, call)
            return _checked(request, response, check_response) if check_response else response
        except ApiError as error:
            if error.symptom:
                refused(error.symptom, str(error))
            return error.response()
        except ValueError:
            return ApiError(400, "Problems parsing JSON").response()

    return answer


def _checked(request: Request, response: Response, check_response: ResponseCheck) -> Response:
    if not isinstance(response, JSONResponse):
        return response
    fault = check_response(request.method, request.url.path, json.loads(bytes(response.body)))
    return ApiError(500, fault).response() if fault else response


def _is_json(request: Request) -> bool:
    return "octet-stream" not in request.headers.get("content-type", "")
