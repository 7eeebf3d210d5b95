"""Clients that read or send byte by byte delay neither other clients nor the end of a sandbox."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.benchmarks.measured import MEASURED, Record
from tests.faults import uploads
from tests.faults.slow_clients import slow_clients
from tests.sandbox.pypi.state import Project
from tests.sandbox.sandbox import Sandbox

pytestmark = pytest.mark.faults

#: Of the projects in the large listing: 2 MB, more than the buffers of all sockets on the way.
PROJECTS = 20_000
#: Seconds for one request on a busy machine, and for the end of the sandbox.
REQUEST, CLOSE = 2.0, 8.0


@pytest.fixture
def own_sandbox() -> Iterator[Sandbox]:
    """A sandbox with a large index, which the test closes."""
    opened = Sandbox()
    state = opened.indexes["pypi"].state
    for number in range(PROJECTS):
        state.add_project(Project(f"a-project-with-a-long-name-{number}"))
    yield opened
    opened.close()


def test_slow_clients_delay_neither_other_clients_nor_the_end(
    own_sandbox: Sandbox, record_property: Record
) -> None:
    proxy, trust = own_sandbox.environment["HTTPS_PROXY"], uploads.trust(own_sandbox)
    with slow_clients(own_sandbox) as slow:
        times = []
        for _ in range(20):
            begun = time.monotonic()
            page = httpx.get(
                "https://pypi.org/_/oidc/audience", proxy=proxy, verify=trust, trust_env=False
            )
            assert page.status_code == 200
            times.append(time.monotonic() - begun)
        assert not any(client.ended for client in slow)
        begun = time.monotonic()
        own_sandbox.close()
        closing = time.monotonic() - begun
    record_property(
        MEASURED, f"beside 20 slow clients: {max(times):.2f} s a request, {closing:.1f} s to close"
    )
    assert max(times) < REQUEST and closing < CLOSE
