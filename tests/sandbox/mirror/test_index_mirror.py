"""The mirror of the machine's index: its requests and its cache."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import ROOT
from tests.sandbox.mirror.example_index import ExampleIndex, running_index
from tests.sandbox.mirror.example_reads import cached_listings, file, listing, run
from tests.sandbox.mirror.index_mirror import IndexMirror


@pytest.fixture
def index() -> Iterator[str]:
    with running_index() as address:
        yield address


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


READERS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tests.sandbox.mirror.example_reads import listing, run

with ThreadPoolExecutor(4) as threads:
    reads = [threads.submit(run, Path(sys.argv[1]), sys.argv[2], listing) for _ in range(4)]
assert all(read.result()["name"] == "thing" for read in reads)
"""


def test_eight_readers_in_threads_of_two_processes_make_one_request(
    index: str, tmp_path: Path
) -> None:
    ExampleIndex.seconds = 1
    command = [sys.executable, "-c", READERS, str(tmp_path), index]
    both = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert ExampleIndex.requested == ["/simple/thing/"]


def test_a_file_whose_url_is_not_in_the_cache_is_none(index: str, tmp_path: Path) -> None:
    """A client may have kept the listing of a cache that was deleted since."""
    path = f"/packages/machine/{'0' * 64}/thing-1.tar.gz"
    assert run(tmp_path, index, lambda mirror: mirror.file(path)) is None


def test_a_project_that_the_index_does_not_have_is_none(index: str, tmp_path: Path) -> None:
    """The 404 is not cached."""
    assert run(tmp_path, index, lambda mirror: mirror.listing("absent")) is None
    assert cached_listings(tmp_path) == []
