"""git over HTTPS: `git http-backend` behind github.com, with GitHub's rule of who may push."""

from __future__ import annotations

import asyncio
import base64
import subprocess
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox.github.bare_repository import Bare

#: What GitHub answers to a push without a usable token.
_ASK = {"WWW-Authenticate": 'Basic realm="GitHub"'}


class SmartHttp:
    """Serves `root/OWNER/NAME.git`; `login_of` tells whose a token is, None when nobody's.

    `pushed(login, ref, commit)` hears of each branch or tag that a push has made or moved.
    """

    def __init__(
        self,
        root: Path,
        login_of: Callable[[str], str | None],
        pushed: Callable[[str, str, str], None],
    ) -> None:
        self._root, self._login_of, self._pushed = root, login_of, pushed
        core = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True)
        self._backend = f"{core.stdout.strip()}/git-http-backend"

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        login = self._login_of(_password(request))
        pushes = "git-receive-pack" in path + request.url.query
        if pushes and login is None:
            return Response("Authentication required.\n", status_code=401, headers=_ASK)
        repository, _, rest = path.lstrip("/").partition(".git")
        if not rest:
            owner, name, *tail = path.lstrip("/").split("/")
            repository, rest = f"{owner}/{name}", "/" + "/".join(tail)
        if not (self._root / f"{repository}.git").is_dir():
            return Response("Repository not found.\n", status_code=404)
        body, bare = await request.body(), Bare(self._root / f"{repository}.git")
        before = bare.refs() if pushes else {}
        environment = self._environment(request, f"/{repository}.git{rest}", login or "")
        process = await asyncio.create_subprocess_exec(
            self._backend,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await process.communicate(body)
        for ref, commit in bare.refs().items() if pushes else ():
            if before.get(ref) != commit:
                self._pushed(login or "", ref, commit)
        return _response(output)

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


def _password(request: Request) -> str:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return value
    try:
        return base64.b64decode(value).decode().partition(":")[2]
    except ValueError:
        return ""


def _response(output: bytes) -> Response:
    head, _, body = output.partition(b"\r\n\r\n")
    lines = [line.partition(b":") for line in head.split(b"\r\n") if line]
    headers = {name.decode(): value.strip().decode() for name, _, value in lines}
    status = int(headers.pop("Status", "200 OK").split()[0])
    return Response(body, status_code=status, headers=headers)
