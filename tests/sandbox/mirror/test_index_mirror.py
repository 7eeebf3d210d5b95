"""The mirror of the machine's index: its requests, its cache, and its answers without a network."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.sandbox.mirror.example_index import ExampleIndex, running_index
from tests.sandbox.mirror.index_mirror import IndexMirror

T = TypeVar("T")


@pytest.fixture
def index() -> Iterator[str]:
    with running_index() as address:
        yield address


def run(cache: Path, index: str, action: Callable[[IndexMirror], Awaitable[T]]) -> T:
    """The result of `action` with the mirror of a new sandbox."""

    async def with_mirror() -> T:
        mirror = IndexMirror(cache, index)
        try:
            return await action(mirror)
        finally:
            await mirror.close()

    return asyncio.run(with_mirror())


async def listing(mirror: IndexMirror) -> dict[str, Any] | None:
    return await mirror.listing("thing")


async def file(mirror: IndexMirror) -> bytes | None:
    found = await mirror.listing("thing")
    assert found is not None
    url = found["files"][0]["url"]
    assert url.startswith("https://files.pythonhosted.org/packages/machine/")
    return await mirror.file(url.removeprefix("https://files.pythonhosted.org"))


def cached_listings(cache: Path) -> list[Path]:
    return list((cache / "simple").rglob("*.json"))


def expire(cache: Path) -> None:
    """Make all cached listings so old that the mirror requests them again."""
    for cached in cached_listings(cache):
        os.utime(cached, (0, 0))


def test_a_file_is_fetched_once_for_all_sandboxes(index: str, tmp_path: Path) -> None:
    assert run(tmp_path, index, file) == b"content"
    assert run(tmp_path, index, file) == b"content"
    assert ExampleIndex.requested == ["/simple/thing/", "/files/thing-1.tar.gz"]


def test_concurrent_reads_of_one_listing_make_one_request(index: str, tmp_path: Path) -> None:
    """The other reads wait for that request and find its result in the cache."""
    ExampleIndex.seconds = 0.2

    async def eight(mirror: IndexMirror) -> list[dict[str, Any] | None]:
        return list(await asyncio.gather(*(listing(mirror) for _ in range(8))))

    found = run(tmp_path, index, eight)
    assert [one and one["name"] for one in found] == ["thing"] * 8
    assert ExampleIndex.requested == ["/simple/thing/"]


def test_without_a_network_an_old_listing_is_served(tmp_path: Path) -> None:
    with running_index() as index:
        run(tmp_path, index, file)
    expire(tmp_path)
    found = run(tmp_path, index, listing)
    assert found is not None
    assert found["name"] == "thing"


def test_a_listing_is_cached_for_its_index_only(index: str, tmp_path: Path) -> None:
    """Another index may have other files of a project of the same name."""
    assert run(tmp_path, index, listing) is not None
    assert run(tmp_path, "http://127.0.0.1:9/simple", listing) is None


def test_a_description_is_cached_for_its_index_only(index: str, tmp_path: Path) -> None:
    def description(mirror: IndexMirror) -> Awaitable[bytes | None]:
        return mirror.description("simple-thing/json")

    assert run(tmp_path, index, description) is not None
    assert run(tmp_path, "http://127.0.0.1:9/simple", description) is None


def test_a_file_whose_url_is_not_in_the_cache_is_none(index: str, tmp_path: Path) -> None:
    """A client may have kept the listing of a cache that was deleted since."""
    path = f"/packages/machine/{'0' * 64}/thing-1.tar.gz"
    assert run(tmp_path, index, lambda mirror: mirror.file(path)) is None


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_old_listing_is_served_while_the_index_has_an_outage(
    index: str, tmp_path: Path, status: int
) -> None:
    """Only a 404 or a 410 means that there is no such project."""
    run(tmp_path, index, listing)
    expire(tmp_path)
    ExampleIndex.status = status
    found = run(tmp_path, index, listing)
    assert found is not None
    assert found["name"] == "thing"


@pytest.mark.parametrize("text", ["", '{"files": [', "[]", "{}"])
def test_a_broken_listing_in_the_cache_is_fetched_again(
    index: str, tmp_path: Path, text: str
) -> None:
    run(tmp_path, index, listing)
    (cached,) = cached_listings(tmp_path)
    cached.write_text(text)
    found = run(tmp_path, index, listing)
    assert found is not None
    assert found["name"] == "thing"
    assert ExampleIndex.requested == ["/simple/thing/", "/simple/thing/"]


def test_a_broken_listing_of_the_index_does_not_replace_the_cached_one(
    index: str, tmp_path: Path
) -> None:
    """A proxy may answer with a page of its own and status 200."""
    run(tmp_path, index, listing)
    expire(tmp_path)
    (cached,) = cached_listings(tmp_path)
    before = cached.read_bytes()
    ExampleIndex.listing = b"<html>Log in to the proxy</html>"
    found = run(tmp_path, index, listing)
    assert found is not None
    assert cached.read_bytes() == before


def test_a_project_that_the_index_does_not_have_is_none(index: str, tmp_path: Path) -> None:
    """The 404 is not cached."""
    assert run(tmp_path, index, lambda mirror: mirror.listing("absent")) is None
    assert cached_listings(tmp_path) == []
