"""An API request as the handlers receive it, and the errors that are sent in reply."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

DOCUMENTATION = "https://docs.github.com/rest"
DEFAULT_PER_PAGE, MAX_PER_PAGE = 30, 100


@dataclass(frozen=True)
class Call:
    """`path` holds the route's parameters, `query` the URL's, `body` the JSON (`{}` if none)."""

    login: str
    token: str
    method: str
    path: dict[str, str]
    query: dict[str, str]
    body: dict[str, Any]
    raw: bytes
    content_type: str = ""

    def page(self, items: list[Any]) -> list[Any]:
        """The slice that `per_page` and `page` select.

        GitHub reduces a larger `per_page` to 100 (docs: "Using pagination in the REST API") and
        replaces 0 and negative numbers by 30 (observed in https://derrickscottux-collab.github.io/
        github-issues-openapi-portfolio/guides/pagination-and-filters.html). No source has its
        answer to a value that is no number; here it is replaced, too.
        """
        size = min(_positive(self.query.get("per_page"), DEFAULT_PER_PAGE), MAX_PER_PAGE)
        number = _positive(self.query.get("page"), 1)
        return items[(number - 1) * size : number * size]


def _positive(text: str | None, default: int) -> int:
    """The number in `text`; `default` when it is missing, no number, or less than 1."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if number > 0 else default


class ApiError(Exception):
    """Answered in GitHub's form: `{"message", "documentation_url", "status"}`."""

    #: The troubleshooting page that explains the error; None when no page does.
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


class WrongAnswerError(Exception):
    """An answer of the stand-in is not as GitHub describes it; the message is a sentence."""


def not_found() -> ApiError:
    return ApiError(404, "Not Found")


#: `(method, path, JSON of the answer)` → a sentence about the first error, or None.
ResponseCheck = Callable[[str, str, Any], str | None]


def endpoint(
    handler: Callable[[Call], Response],
    login_of: Callable[[str], str | None],
    check_response: ResponseCheck | None,
    refused: Callable[[str, str], None],
) -> Callable[[Request], Awaitable[Response]]:
    """Turn a handler into a Starlette endpoint; it runs in a thread, because handlers run git.

    An answer that `check_response` rejects raises WrongAnswerError, and any other exception of a
    handler is raised, too: an error of the stand-in is no answer of GitHub.
    `refused(symptom, message)` is called for each refusal that a troubleshooting page explains.
    """

    async def answer(request: Request) -> Response:
        try:
            call = await _call(request, login_of)
            response = await run_in_threadpool(handler, call)
            if check_response:
                _check(request, response, check_response)
            return response
        except ApiError as error:
            if error.symptom:
                refused(error.symptom, str(error))
            return error.response()

    return answer


async def _call(request: Request, login_of: Callable[[str], str | None]) -> Call:
    """Raises ApiError 401 for an unknown token, 400 for an invalid body."""
    token = request.headers.get("authorization", "").rpartition(" ")[2]
    login = login_of(token)
    if login is None:
        raise ApiError(401, "Bad credentials" if token else "Requires authentication")
    raw = await request.body()
    path, query = dict(request.path_params), dict(request.query_params)
    kind = request.headers.get("content-type", "")
    return Call(login, token, request.method, path, query, _body(request, raw), raw, kind)


def _body(request: Request, raw: bytes) -> dict[str, Any]:
    """Raises ApiError 400 for bytes that are no JSON, and for JSON that is no object.

    Source: "Client errors", content/rest/overview/resources-in-the-rest-api.md in github/docs.
    """
    if not raw or (request.method == "POST" and request.url.path.endswith("/assets")):
        return {}  # A file of a release is of any type.
    try:
        body = json.loads(raw)
    except ValueError:
        raise ApiError(400, "Problems parsing JSON") from None
    if not isinstance(body, dict):
        raise ApiError(400, "Body should be a JSON object")
    return body


def _check(request: Request, response: Response, check_response: ResponseCheck) -> None:
    if isinstance(response, JSONResponse):
        answer = json.loads(bytes(response.body))
        if problem := check_response(request.method, request.url.path, answer):
            raise WrongAnswerError(problem)
