"""The server of the index under test."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from tests.contracts.jwts import Signers
from tests.contracts.served_index import Served, ServiceDoubles


def test_an_error_while_the_server_starts_is_raised_to_the_caller(
    tmp_path: Path, signers: Signers
) -> None:
    """asyncio refuses a datagram socket; the caller must not wait for ever."""
    threads = threading.enumerate()
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
        pytest.raises(ValueError, match="Stream Socket"),
    ):
        Served(tmp_path, ServiceDoubles(signers.published), listener=datagrams)
    assert threading.enumerate() == threads
