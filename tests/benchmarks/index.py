"""The index at work, in wall time with the client: minting a token, taking a wheel of 1 MB."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.contracts import index_state
from tests.contracts.jwts import Signers
from tests.contracts.rows import own_rows
from tests.contracts.served_index import Served, ServiceDoubles
from tests.contracts.wheels import upload, wheel

TIMES = 30


def figures() -> Iterator[str]:
    signers = Signers.generate()
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder), ServiceDoubles(signers.published))
        try:
            yield f"POST /_/oidc/mint-token: {_mint(served, signers) * 1000:.1f} ms at the median"
            yield f"an upload of a 1 MB wheel: {_upload(served) * 1000:.1f} ms at the median"
        finally:
            served.close()


def _mint(served: Served, signers: Signers) -> float:
    rows = own_rows("mint_token")
    row = next(row for row in rows if row["minted"] and not row["pending_removed"])
    served.start_from(index_state.build(row))
    times = []
    for number in range(TIMES):
        claims = {**row["token"]["claims"], "jti": f"benchmark-{number}"}
        body = json.dumps({"token": signers.token({**row["token"], "claims": claims})})
        begun = time.perf_counter()
        served.send("POST", "/_/oidc/mint-token", content=body).raise_for_status()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _upload(served: Served) -> float:
    served.start_from(index_state.build({"setup": {"projects": ["sampleproject"]}}))
    times = []
    for number in range(TIMES):
        content = wheel(version=f"2.{number}", payload=b"x" * 1_000_000)
        begun = time.perf_counter()
        upload(served, content, f"2.{number}").raise_for_status()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
