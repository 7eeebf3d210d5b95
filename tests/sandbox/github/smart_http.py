"""git over HTTPS: runs `git http-backend` behind github.com."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tests.sandbox import command
from tests.sandbox.github import push_rules
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.rulesets import Verdict

#: The limit for one request.
SECONDS = 120.0


class BackendError(Exception):
    """`git http-backend` failed without an answer of its own; the message has git's."""


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
        self._backend = backend or Path(command.run(["git", "--exec-path"]), "git-http-backend")

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
            return await self._run_backend(request, path, login, body)

        body, verdict = await request.body(), partial(self._access.verdict, login)
        if pushes and request.method == "POST":
            response = await push_rules.push(body, repository, verdict, make)
        else:
            response = await make(body)
        for ref, commit in Bare(folder).refs().items() if pushes else ():
            if before.get(ref) != commit:
                self._pushed(login, ref, before.get(ref), commit)
        return response

    async def _run_backend(self, request: Request, path: str, login: str, body: bytes) -> Response:
        """git also exits with 1 after it has reported an error to its client.

        Raises BackendError for a failure without an answer to the client.
        """
        process = await asyncio.create_subprocess_exec(
            self._backend,
            env=self._environment(request, path, login),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(SECONDS):
                output, errors = await process.communicate(body)
        except TimeoutError:
            problem = f"did not end within {SECONDS:g} seconds for {path}"
            raise BackendError(f"git http-backend {problem}") from None
        finally:
            if process.returncode is None:  # The server, too, ends a request that is not answered.
                process.kill()
                await process.wait()
        response, status = _response(output), process.returncode or 0
        if status < 0 or (not response.body and (status or not output)):
            message = errors.decode(errors="replace").strip()
            raise BackendError(f"git http-backend exited with {status} for {path}: {message}")
        return response

    def _environment(self, request: Request, path: str, login: str) -> dict[str, str]:
        variables = {
            "GIT_PROJECT_ROOT": str(self._root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": str(self._root),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "PATH_INFO": path,
            "QUERY_STRING": request.url.query,
            "REQUEST_METHOD": request.method,
            "CONTENT_TYPE": request.headers.get("content-type", ""),
            "REMOTE_ADDR": "127.0.0.1",
            "REMOTE_USER": login,
            "GIT_PROTOCOL": request.headers.get("git-protocol", ""),
        }
        if encoding := request.headers.get("content-encoding"):
            variables["HTTP_CONTENT_ENCODING"] = encoding
        return variables


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


def _response(output: bytes) -> Response:
    """The backend's CGI output as a response."""
    head, _, body = output.partition(b"\r\n\r\n")
    lines = [line.partition(b":") for line in head.split(b"\r\n") if line]
    headers = {name.decode(): value.strip().decode() for name, _, value in lines}
    status = int(headers.pop("Status", "200 OK").split()[0])
    return Response(body, status_code=status, headers=headers)
