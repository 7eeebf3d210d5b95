"""The addresses that only the real GitHub can answer: other repositories, other pages."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_GIT = ("/info/refs", "/git-upload-pack", "/git-receive-pack")


def recording(
    app: ASGIApp, host: str, full_name: Callable[[], str], record: Callable[[str], object]
) -> ASGIApp:
    """Record what the stand-in answers with 404 only because it does not have it."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def watched(message: Message) -> None:
            missing = message["type"] == "http.response.start" and message["status"] == 404
            if missing and (address := _unknown(host, scope, full_name())):
                record(address)
            await send(message)

        await app(scope, receive, watched)

    return answer


def _unknown(host: str, scope: Scope, full_name: str) -> str | None:
    """The repository or the path; None for what GitHub, too, would not have."""
    path = str(scope["path"])
    parts = path.removeprefix("/repos/").strip("/").split("/")
    if path.startswith("/repos/") or host == "github.com":
        name = "/".join(parts[:2]).removesuffix(".git")
        if name.lower() != full_name.lower():
            return f"github.com/{name}"
    known = path.endswith(_GIT) if host == "github.com" else "endpoint" in scope
    return None if known else f"{host}{path}"
