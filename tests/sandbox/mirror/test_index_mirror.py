"""The mirror of the machine's index: what it fetches, what it keeps, what it serves offline."""

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


def expire(cache: Path) -> None:
    """Make all listings older than the mirror serves without a request."""
    for kept in (cache / "simple").iterdir():
        os.utime(kept, (0, 0))


def test_a_file_is_fetched_once_for_all_sandboxes(index: str, tmp_path: Path) -> None:
    assert run(tmp_path, index, file) == b"content"
    assert run(tmp_path, index, file) == b"content"
    assert ExampleIndex.requested == ["/simple/thing/", "/files/thing-1.tar.gz"]


def test_readers_of_one_listing_at_once_make_one_request(index: str, tmp_path: Path) -> None:
    """Those that wait for the first one's request find its result in the cache."""
    ExampleIndex.seconds = 0.2

    async def eight(mirror: IndexMirror) -> list[dict[str, Any] | None]:
        return list(await asyncio.gather(*(listing(mirror) for _ in range(8))))

    found = run(tmp_path, index, eight)
    assert [one and one["name"] for one in found] == ["thing"] * 8
    assert ExampleIndex.requested == ["/simple/thing/"]


def test_without_a_network_an_old_listing_is_served(index: str, tmp_path: Path) -> None:
    run(tmp_path, index, file)
    expire(tmp_path)
    found = run(tmp_path, "http://127.0.0.1:9/simple", listing)
    assert found is not None
    assert found["name"] == "thing"


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
    (tmp_path / "simple" / "thing.json").write_text(text)
    found = run(tmp_path, index, listing)
    assert found is not None
    assert found["name"] == "thing"
    assert ExampleIndex.requested == ["/simple/thing/", "/simple/thing/"]


def test_a_broken_listing_of_the_index_is_not_kept(index: str, tmp_path: Path) -> None:
    """A proxy's page with status 200 does not take the place of a listing."""
    run(tmp_path, index, listing)
    expire(tmp_path)
    kept = tmp_path / "simple" / "thing.json"
    before = kept.read_bytes()
    found = run(tmp_path, index.removesuffix("/simple") + "/page", listing)
    assert found is not None
    assert kept.read_bytes() == before


def test_a_project_that_the_index_does_not_have_is_none(index: str, tmp_path: Path) -> None:
    """The 404 is not kept."""
    assert run(tmp_path, index, lambda mirror: mirror.listing("absent")) is None
    assert list((tmp_path / "simple").iterdir()) == []
