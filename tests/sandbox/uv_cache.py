"""One uv cache for all sandboxes, kept for the next run: other people's wheels, unpacked once.

uv takes a cached listing or wheel by its name alone. So what the sandbox itself publishes is
served as not to be kept, and uv asks each time whether it has changed.
"""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Set by the pass-through on other people's listings and files, which may be kept.
FOREIGN = "x-upstream"


def uv_cache(cache: Path, root: Path) -> dict[str, str]:
    """uv's variables: the cache, and the quickest way of linking from it without a warning."""
    cache.mkdir(parents=True, exist_ok=True)
    same = cache.stat().st_dev == root.stat().st_dev
    return {"UV_CACHE_DIR": str(cache), "UV_LINK_MODE": "hardlink" if same else "copy"}


def unkept(app: ASGIApp) -> ASGIApp:
    """`app`, its own listings and files marked as not to be kept."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if FOREIGN in headers:
                    del headers[FOREIGN]
                else:
                    headers["cache-control"] = "no-cache"
            await send(message)

        await app(scope, receive, marking)

    return serve
