"""Runs `git http-backend`, git's own CGI program."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox import command

#: The limit for one request.
SECONDS = 120.0


class BackendError(Exception):
    """`git http-backend` failed without an answer of its own; the message has git's."""


class HttpBackend:
    """Answers requests for the repositories below `root`; `program` is by default git's own."""

    def __init__(self, root: Path, program: Path | None = None) -> None:
        self._root = root
        self._program = program or Path(command.run(["git", "--exec-path"]), "git-http-backend")

    async def run(self, request: Request, path: str, login: str, body: bytes) -> Response:
        """git also exits with 1 after it has reported an error to its client.

        Raises BackendError for a failure without an answer to the client.
        """
        process = await asyncio.create_subprocess_exec(
            self._program,
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


def _response(output: bytes) -> Response:
    """The backend's CGI output as a response."""
    head, _, body = output.partition(b"\r\n\r\n")
    lines = [line.partition(b":") for line in head.split(b"\r\n") if line]
    headers = {name.decode(): value.strip().decode() for name, _, value in lines}
    status = int(headers.pop("Status", "200 OK").split()[0])
    return Response(body, status_code=status, headers=headers)
