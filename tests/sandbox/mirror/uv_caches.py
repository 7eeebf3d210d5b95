"""The uv caches of one sandbox: the reader's and the runners', both linked to the wheel store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sandbox.mirror import uv_tools, wheel_store
from tests.sandbox.mirror.guest_cache import GuestCaches


class UvCaches:
    """Caches at `reader` and `runners`; the sandbox builds `package` itself.

    The wheels of `package` and of the projects in `rewritten` differ from sandbox to sandbox, so
    they are not moved into `store`.
    """

    def __init__(
        self, store: Path, reader: Path, runners: Path, package: str, rewritten: Collection[str],
        *, guest: bool = False,
    ) -> None:  # fmt: skip
        self._guest = GuestCaches((reader, runners)) if guest else None
        self._store, self._reader, self._runners = store, reader, runners
        self._package, self._own = package, (package, *rewritten)
        self._real = {cache: cache.resolve() for cache in (reader, runners)}

    def link_mode(self, root: Path) -> str:
        """The value of UV_LINK_MODE for environments in `root`."""
        if self._guest:
            return self._guest.mode
        return wheel_store.link_mode(self._store, root)

    def seed(self) -> None:
        if self._guest:
            return self._guest.seed()
        for cache in (self._reader, self._runners):
            wheel_store.seed(self._store, cache)

    @contextmanager
    def kept_by_restore(self) -> Iterator[None]:
        """Keep the wheels and tools of the reader's cache while a snapshot replaces the cache."""
        if not self._is_whole(self._reader):
            yield
            return
        wheel_store.collect(self._reader, self._store, self._own)
        tools = uv_tools.detach(self._reader, self._store, (self._package,))
        yield
        wheel_store.link(self._store, self._reader)
        uv_tools.attach(self._reader, tools)

    def _is_whole(self, cache: Path) -> bool:
        """False when a program of the sandbox has put a link in the cache's way, or may have."""
        return not self._guest and cache.resolve() == self._real[cache]

    def close(self) -> None:
        for cache in (self._reader, self._runners):
            if self._is_whole(cache):
                wheel_store.collect(cache, self._store, self._own)
                uv_tools.remove(cache, self._store)
        wheel_store.remove_unlinked(self._store)
