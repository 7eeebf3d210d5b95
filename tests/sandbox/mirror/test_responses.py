"""The mirror's answers over HTTP: an old copy with its age, and an index that is unreachable."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.machine.package_index import MachineIndex
from tests.sandbox.mirror.example_index import running_index
from tests.sandbox.mirror.example_reads import expire, listing, run
from tests.sandbox.mirror.index_mirror import IndexMirror
from tests.sandbox.mirror.responses import application


@pytest.fixture
def index() -> Iterator[str]:
    with running_index() as address:
        yield address


def get(cache: Path, index: str | MachineIndex, path: str) -> httpx.Response:
    """The answer of a mirror of `index`."""

    async def send() -> httpx.Response:
        machine = MachineIndex(index) if isinstance(index, str) else index
        mirror = IndexMirror(cache, machine)
        transport = httpx.ASGITransport(application(mirror))
        async with httpx.AsyncClient(transport=transport, base_url="https://pypi.org") as client:
            try:
                return await client.get(path)
            finally:
                await mirror.close()

    return asyncio.run(send())


def test_a_fresh_listing_has_no_age(index: str, tmp_path: Path) -> None:
    answer = get(tmp_path, index, "/simple/thing/")
    assert answer.status_code == 200 and "thing-1.tar.gz" in answer.text
    assert "age" not in answer.headers and "warning" not in answer.headers


def test_an_old_listing_has_its_age_and_a_warning(tmp_path: Path) -> None:
    """So a client does not keep it for ten minutes more."""
    with running_index() as address:
        run(tmp_path, address, listing)
    expire(tmp_path)
    answer = get(tmp_path, address, "/simple/thing/")
    assert answer.status_code == 200 and int(answer.headers["age"]) > 10**9
    assert answer.headers["warning"] == '111 - "Revalidation Failed"'


@pytest.mark.parametrize("path", ["/simple/thing/", "/pypi/thing/json", "/packages/a/thing-1.whl"])
def test_an_unreachable_index_is_a_504_and_not_a_404(tmp_path: Path, path: str) -> None:
    """Its reason phrase, which clients print, is the sentence; a 404 would be no such project."""
    # A file is at files.pythonhosted.org, which the proxy keeps out of reach.
    nowhere = MachineIndex("http://127.0.0.1:9/simple", proxies={"https": "http://127.0.0.1:9"})
    answer = get(tmp_path, nowhere, path)
    assert answer.status_code == 504
    assert "could not be reached" in answer.headers["x-reason"] and answer.text.count("\n") == 1


def test_a_project_that_the_index_does_not_have_is_a_404(index: str, tmp_path: Path) -> None:
    assert get(tmp_path, index, "/simple/absent/").status_code == 404
