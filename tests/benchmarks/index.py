"""The index's time for an OIDC exchange and for an upload of 1 MB, the client's part included."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.contracts import index_state
from tests.contracts.jwts import Signers
from tests.contracts.rows import own_rows
from tests.contracts.served_index import Served, ServiceDoubles
from tests.contracts.wheels import upload, wheel

TIMES = 30


def measurements() -> Iterator[str]:
    signers = Signers.generate()
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder), ServiceDoubles(signers.published))
        try:
            yield f"POST /_/oidc/mint-token: {_medians(_exchanges(served, signers))}; goal 5 ms"
            yield f"an upload of a 1 MB wheel: {_medians(_uploads(served))}; goal 50 ms"
        finally:
            served.close()


def _medians(actions: Iterator[Callable[[], object]]) -> str:
    """Wall time and processor time, which excludes the wait on a busy machine."""
    wall, processor = [], []
    for action in actions:
        begun, begun_processor = time.perf_counter(), time.process_time()
        action()
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - begun_processor)
    medians = [statistics.median(times) * 1000 for times in (wall, processor)]
    return "{:.1f} ms at the median, {:.1f} ms of processor time".format(*medians)


def _exchanges(served: Served, signers: Signers) -> Iterator[Callable[[], object]]:
    """Exchanges of valid tokens for an active publisher, each token with a `jti` of its own."""
    rows = own_rows("mint_token")
    row = next(row for row in rows if row["minted"] and not row["pending_removed"])
    served.start_from(index_state.build(row))
    for number in range(TIMES):
        claims = {**row["token"]["claims"], "jti": f"benchmark-{number}"}
        body = json.dumps({"token": signers.token({**row["token"], "claims": claims})})

        def exchange(body: str = body) -> None:
            served.send("POST", "/_/oidc/mint-token", content=body).raise_for_status()

        yield exchange


def _uploads(served: Served) -> Iterator[Callable[[], object]]:
    """Uploads of new versions to a project that exists."""
    served.start_from(index_state.build({"setup": {"projects": ["sampleproject"]}}))
    for number in range(TIMES):
        version = f"2.{number}"
        content = wheel(version=version, payload=b"x" * 1_000_000)

        def send(content: bytes = content, version: str = version) -> None:
            upload(served, content, version).raise_for_status()

        yield send
