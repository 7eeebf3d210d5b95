"""GitHub's device flow, by which `gh auth login` gets its token.

Source: content/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps.md in github/docs.
"""

from __future__ import annotations

import html
import secrets
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.device_code import DeviceCode
from tests.sandbox.workstation.browser import DEVICE_LABEL, DEVICE_PAGE

#: The lifetime of a code and the shortest time between two polls, in seconds; GitHub's is 5.
EXPIRES_IN, INTERVAL = 900, 1


class DeviceLogin:
    """`login` is the account that is logged in at github.com in the reader's browser."""

    def __init__(self, context: ApiContext, login: str) -> None:
        self._context, self._login = context, login
        #: Called with each new code that a program shows to the reader.
        self.on_code: Callable[[str], None] | None = None

    def routes(self) -> list[Route]:
        return [
            Route("/login/device/code", self.code, methods=["POST"]),
            Route("/login/device", self.page, methods=["GET", "POST"]),
            Route("/login/oauth/access_token", self.token, methods=["POST"]),
        ]

    async def code(self, request: Request) -> Response:
        asked = await _fields(request)
        digits = "".join(secrets.choice("BCDFGHJKLMNPQRSTVWXZ") for _ in range(8))
        shown, device = f"{digits[:4]}-{digits[4:]}", secrets.token_hex(20)
        self._context.state.device_codes[shown] = DeviceCode(device, asked.get("scope", ""))
        if self.on_code:
            self.on_code(shown)
        return _answer(
            device_code=device, user_code=shown, verification_uri=DEVICE_PAGE,
            expires_in=EXPIRES_IN, interval=INTERVAL,
        )  # fmt: skip

    async def page(self, request: Request) -> Response:
        if request.method == "GET":
            return _page(200)
        typed = str((await request.form()).get("user_code", "")).strip().upper()
        found = self._context.state.device_codes.get(typed)
        if found is None:
            return _page(422)
        found.typed = True
        return HTMLResponse("<!DOCTYPE html><title>Congratulations, you're all set!</title>")

    async def token(self, request: Request) -> Response:
        """The token once the code has been typed; it is given once."""
        device = (await _fields(request)).get("device_code", "")
        codes = self._context.state.device_codes
        shown = next((key for key, code in codes.items() if code.device == device), None)
        if shown is None:
            return _answer(error="incorrect_device_code")
        if not codes[shown].typed:
            return _answer(error="authorization_pending")
        scope = codes.pop(shown).scope.replace(" ", ",")
        return _answer(access_token=self.new_token(), token_type="bearer", scope=scope)

    def new_token(self) -> str:
        """A token of the account."""
        token = f"gho_{secrets.token_hex(18)}"
        self._context.state.tokens[token] = self._login
        return token


async def _fields(request: Request) -> dict[str, str]:
    given = parse_qs((await request.body()).decode())
    return {name: values[0] for name, values in given.items()}


def _answer(**values: object) -> Response:
    """GitHub's default form of an answer."""
    return Response(urlencode(values), media_type="application/x-www-form-urlencoded")


def _page(status: int) -> HTMLResponse:
    form = (
        f'<form method="post"><label for="user_code">{html.escape(DEVICE_LABEL)}</label>'
        '<input id="user_code" name="user_code"><button>Continue</button></form>'
    )
    return HTMLResponse(
        f"<!DOCTYPE html><title>Device Activation</title>{form}", status_code=status
    )
