"""The addresses outside that the texts link, and those that they name as sources, exist."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.contracts.live.addresses import problem
from tests.vocabulary import limits, links, terms

SOURCES = {term.source for term in terms.read()} | {limit.source for limit in limits.read()}
ADDRESSES = sorted(address for address in links.known() | SOURCES if address.startswith("https://"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keeps request lines out of the test output."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server with one page, which has an anchor."""
    (tmp_path / "page.html").write_text('<h2 id="there">There</h2>')
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/page.html", None),
        ("/page.html#there", None),
        ("/page.html#L11", None),
        ("/page.html#gone", "has no anchor #gone"),
        ("/gone.html", "answers 404"),
    ],
)
def test_a_page_or_an_anchor_that_is_not_there_is_reported(
    server: str, path: str, expected: str | None
) -> None:
    with httpx.Client(trust_env=False, timeout=10) as client:
        found = problem(client, server + path)
    assert found is None if expected is None else expected in (found or "")


@pytest.mark.live
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_exists(address: str) -> None:
    with httpx.Client(timeout=30) as client:
        assert problem(client, address) is None
