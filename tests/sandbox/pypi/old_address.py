"""PyPI's address until 2018, to which `twine upload --skip-existing` still sends its question.

"The domain pypi.python.org now redirects to pypi.org":
https://packaging.python.org/en/latest/guides/migrating-to-pypi-org/
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.sandbox.pypi.responses import status_page
from tests.sandbox.pypi.sites import PYPI

HOST = "pypi.python.org"


def application() -> ASGIApp:
    async def redirect(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        await _answer(request)(scope, receive, send)

    return redirect


def _answer(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    location = f"https://{PYPI.domain}{request.url.path}{query}"
    answer = status_page(request, 301, location=location)
    return answer
