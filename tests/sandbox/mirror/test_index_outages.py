"""Outages of the machine's index, and copies in the cache that are damaged."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.sandbox.mirror.disk_cache import Copy
from tests.sandbox.mirror.example_index import ExampleIndex, listing_with, running_index
from tests.sandbox.mirror.example_reads import cached_listings, expire, file, listing, run
from tests.sandbox.mirror.index_client import UnreachableIndexError
from tests.sandbox.mirror.index_mirror import IndexMirror


@pytest.fixture
def index() -> Iterator[str]:
    with running_index() as address:
        yield address


def test_without_a_network_an_old_listing_is_served_with_its_age(tmp_path: Path) -> None:
    with running_index() as index:
        run(tmp_path, index, file)
    expire(tmp_path)
    found = run(tmp_path, index, lambda mirror: mirror.listing("thing"))
    assert found is not None and found[1] is not None
    assert found[0]["name"] == "thing" and found[1] > 10**9


NOWHERE = "http://127.0.0.1:9/simple"
NO_COPY = (
    r"^127\.0\.0\.1:9 could not be reached \(.+\), and \.cache has no copy: see to the network"
)


def test_a_listing_is_cached_for_its_index_only(index: str, tmp_path: Path) -> None:
    """Another index may have other files of a project of the same name.

    An index that cannot be reached does not say that there is no such project.
    """
    assert run(tmp_path, index, listing) is not None
    with pytest.raises(UnreachableIndexError, match=NO_COPY):
        run(tmp_path, NOWHERE, listing)


def test_a_description_is_cached_for_its_index_only(index: str, tmp_path: Path) -> None:
    def description(mirror: IndexMirror) -> Awaitable[Copy | None]:
        return mirror.description("simple-thing/json")

    assert run(tmp_path, index, description) is not None
    with pytest.raises(UnreachableIndexError, match=NO_COPY):
        run(tmp_path, NOWHERE, description)


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


@pytest.mark.parametrize("status", [401, 407, 503])
def test_an_error_of_the_index_without_a_copy_is_a_sentence_with_its_status(
    index: str, tmp_path: Path, status: int
) -> None:
    ExampleIndex.status = status
    expected = rf"^127\.0\.0\.1 answers {status} [\w ]+, and \.cache has no copy: see to the login"
    with pytest.raises(UnreachableIndexError, match=expected):
        run(tmp_path, index, listing)
    assert cached_listings(tmp_path) == []


@pytest.mark.parametrize("text", ["", '{"files": [', "[]", "{}", '{"files": [{}]}'])
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


def test_a_damaged_file_in_the_cache_is_fetched_again(index: str, tmp_path: Path) -> None:
    """The listing has its digest; a truncated wheel would make every later run fail."""
    ExampleIndex.listing = listing_with(sha256(b"content").hexdigest())
    assert run(tmp_path, index, file) == b"content"
    (kept,) = [path for path in (tmp_path / "files").iterdir() if path.suffix != ".origin"]
    kept.write_bytes(b"cont")
    assert run(tmp_path, index, file) == b"content"


def test_a_damaged_copy_without_a_network_is_an_error_in_one_sentence(tmp_path: Path) -> None:
    with running_index() as index:
        run(tmp_path, index, listing)
        (cached,) = cached_listings(tmp_path)
        cached.write_text("{")
    with pytest.raises(UnreachableIndexError, match=NO_COPY.replace(":9", r":\d+")):
        run(tmp_path, index, listing)
