"""git over HTTPS: who may fetch and push, and what follows from a push."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tests.sandbox.github import push_rules
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.http_backend import HttpBackend
from tests.sandbox.github.rulesets import Verdict


class Access(Protocol):
    """Decides by a request's token; `login_of` returns nothing for an unknown one.

    `verdict(login, ref, change)` is what the rules say about a change.
    """

    def login_of(self, token: str) -> str: ...
    def refusal(self, token: str, *, pushes: bool) -> Response | None: ...
    def verdict(self, login: str, ref: str, change: str) -> Verdict: ...


class SmartHttp:
    """Serves `root/OWNER/NAME.git` to the requests that `access` admits.

    `backend` is the CGI program, by default git's own.
    `pushed(login, ref, before, commit)` is called for each ref that a push has created or moved.
    """

    def __init__(
        self,
        root: Path,
        access: Access,
        pushed: Callable[[str, str, str | None, str], None],
        backend: Path | None = None,
    ) -> None:
        self._root, self._access, self._pushed = root, access, pushed
        self._backend = HttpBackend(root, backend)

    async def answer(self, request: Request) -> Response:
        token = _password(request)
        pushes = "git-receive-pack" in request.url.path + request.url.query
        repository, rest = _split(request.url.path)
        folder = self._root / f"{repository}.git"
        if not folder.is_dir():
            return PlainTextResponse("Repository not found.\n", status_code=404)
        if refusal := self._access.refusal(token, pushes=pushes):
            return refusal
        login = self._access.login_of(token)
        before = Bare(folder).refs() if pushes else {}
        path = f"/{repository}.git{rest}"

        async def make(body: bytes) -> Response:
            return await self._backend.run(request, path, login, body)

        body, verdict = await request.body(), partial(self._access.verdict, login)
        if pushes and request.method == "POST":
            response = await push_rules.push(body, repository, verdict, make)
        else:
            response = await make(body)
        for ref, commit in Bare(folder).refs().items() if pushes else ():
            if before.get(ref) != commit:
                self._pushed(login, ref, before.get(ref), commit)
        return response


def _split(path: str) -> tuple[str, str]:
    """`/OWNER/NAME/rest` and `/OWNER/NAME.git/rest` → `OWNER/NAME`, `/rest`."""
    repository, _, rest = path.lstrip("/").partition(".git")
    if not rest:
        owner, name, *tail = path.lstrip("/").split("/")
        repository, rest = f"{owner}/{name}", "/" + "/".join(tail)
    return repository, rest


def _password(request: Request) -> str:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return value
    try:
        return base64.b64decode(value).decode().partition(":")[2]
    except ValueError:
        return ""
