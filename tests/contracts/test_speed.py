"""How fast the index answers, in processor time of both ends: waiting for others is left out."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

from tests.contracts import index_state
from tests.contracts.jwts import Signers
from tests.contracts.rows import own_rows
from tests.contracts.served_index import Served
from tests.contracts.wheels import upload, wheel


def milliseconds(act: Callable[[], object]) -> float:
    """The median time of `act` in the best of five rounds: a busy machine spoils some of them."""
    return min(statistics.median(_spent(act) for _ in range(9)) for _ in range(5))


def _spent(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def test_an_exchange_takes_less_than_5_ms(seeded: Served, signers: Signers) -> None:
    """A right OIDC token for an active publisher, the client's part included."""
    row = next(
        row for row in own_rows("mint_token") if row["minted"] and not row["pending_removed"]
    )
    seeded.start_from(index_state.build(row))
    claims = row["token"]["claims"]
    fresh = iter(
        signers.token({**row["token"], "claims": {**claims, "jti": f"speed-{number}"}})
        for number in range(50)
    )
    bodies = [json.dumps({"token": text}) for text in fresh]

    def exchange() -> None:
        answer = seeded.send("POST", "/_/oidc/mint-token", content=bodies.pop())
        assert answer.status_code == 200

    assert milliseconds(exchange) < 5


def test_an_upload_of_1_mb_takes_less_than_50_ms(seeded: Served) -> None:
    """A wheel of 1 MB for an existing project, the client's part included."""
    versions = iter(range(100))

    def once() -> None:
        version = f"2.{next(versions)}"
        content = wheel(version=version, payload=b"x" * 1_000_000)
        assert upload(seeded, content, version).status_code == 200

    assert milliseconds(once) < 50
