"""The machine's index goes away in the middle: nothing half is kept, and what is kept is served."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest

from tests.faults import leftovers
from tests.faults.failing_index import CONTENT, failing_index
from tests.sandbox.mirror.example_reads import cached_listings, run
from tests.sandbox.mirror.index_client import UnreachableIndexError
from tests.sandbox.mirror.index_mirror import IndexMirror

pytestmark = pytest.mark.faults

PROJECTS = 12
DAY = 86_400.0


async def read(mirror: IndexMirror, name: str) -> bytes | None:
    """The file of a project, by the URL in its listing."""
    found = await mirror.listing(name)
    assert found is not None
    url = found[0]["files"][0]["url"]
    return await mirror.file(url.removeprefix("https://files.pythonhosted.org"))


async def read_all(mirror: IndexMirror) -> list[bytes | BaseException | None]:
    """The files of all projects at once, or the errors in their place."""
    reads = (read(mirror, f"p{number}") for number in range(PROJECTS))
    return await asyncio.gather(*reads, return_exceptions=True)


@pytest.mark.parametrize("answers", range(1, 2 * PROJECTS, 3))
def test_an_index_that_goes_away_in_the_middle_leaves_nothing_half(
    tmp_path: Path, answers: int
) -> None:
    """The last answer breaks off; a sentence is the error of every read that gets none."""
    with failing_index(answers) as index:
        port, address = index.server_port, f"http://127.0.0.1:{index.server_port}/simple"
        found = run(tmp_path, address, read_all)
    errors = [one for one in found if one != CONTENT]
    assert errors and all(isinstance(one, UnreachableIndexError) for one in errors)
    assert all("could not be reached" in str(one) for one in errors)
    assert leftovers.parts(tmp_path) == []
    with failing_index(1000, port) as index:
        assert run(tmp_path, address, read_all) == [CONTENT] * PROJECTS
        assert 1000 - index.left <= 2 * PROJECTS - (answers - 1)


@pytest.mark.parametrize(("ahead", "requests"), [(DAY / 2, 0), (3 * DAY, PROJECTS)])
def test_a_listing_from_the_future_is_served_for_a_day_and_then_requested_again(
    tmp_path: Path, ahead: float, requests: int
) -> None:
    """The clock was set back; a file, whose digest is known, is never requested again."""
    with failing_index(1000) as index:
        address = f"http://127.0.0.1:{index.server_port}/simple"
        run(tmp_path, address, read_all)
        for path in [*cached_listings(tmp_path), *(tmp_path / "files").iterdir()]:
            os.utime(path, (time.time() + ahead,) * 2)
        index.left = 1000
        assert run(tmp_path, address, read_all) == [CONTENT] * PROJECTS
        assert 1000 - index.left == requests
