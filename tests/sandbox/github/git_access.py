"""Who may fetch from the repository and push to it, by the token that git sends."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response

from tests.sandbox.github import rulesets
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.refusals import Listener, Refused
from tests.sandbox.github.rulesets import Verdict
from tests.sandbox.github.run_token import granted
from tests.sandbox.github.state import BOT

#: GitHub's challenge for a request without a valid token.
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="GitHub"'}


class GitAccess:
    """git prints the body of a refusal behind `remote:`, because it is plain text."""

    def __init__(self, context: ApiContext, refused: Listener) -> None:
        self._context, self._refused = context, refused

    def login_of(self, token: str) -> str:
        return self._context.login_of(token) or ""

    def refusal(self, token: str, *, pushes: bool) -> Response | None:
        """None when the token admits the request.

        A public repository can be read without a token, or with one that has no permission; a
        private one is then not there (https://github.com/Azure/login/issues/169).
        """
        state, login = self._context.state, self.login_of(token)
        if not login and (pushes or state.private):
            text = "Authentication required.\n"
            return PlainTextResponse(text, status_code=401, headers=_CHALLENGE)
        if state.private and not granted(state, token, "contents", "read"):
            return self._answer(Refused("checkout-without-contents-read", {}))
        if pushes and not granted(state, token, "contents", "write"):
            values = {"repository": state.full_name, "login": BOT}
            return self._answer(Refused("push-not-permitted", values))
        return None

    def verdict(self, login: str, ref: str, change: str) -> Verdict:
        """What the protection of a branch and the rulesets say about a change of a ref.

        The maintainer is an administrator, whom a protection does not bind unless it says so.
        """
        heads = [f"refs/heads/{name}" for name in self._context.state.protected]
        if ref in heads and login == BOT:
            message = Refused("protected-branch", {"ref": ref}).report_to(self._refused)
            return Verdict(ref, ("Changes must be made through a pull request.",), False, message)
        return rulesets.verdict(self._context.state, login, ref, change)

    def _answer(self, refusal: Refused) -> Response:
        text = refusal.report_to(self._refused)
        return PlainTextResponse(f"{text}\n", status_code=refusal.status)
