"""Sends the recorded uploads to the stand-in and compares answers and state."""

from __future__ import annotations

from tests.contracts import index_state, records
from tests.contracts.assertions import assert_upload
from tests.contracts.jwts import Signers
from tests.contracts.rows import Row, is_crash
from tests.contracts.served_index import Served
from tests.contracts.uploads import post, replay_earlier


def test_an_upload_is_answered_as_by_pypi(served: Served, signers: Signers, upload: Row) -> None:
    """Status, reason phrase, body, and the stored and removed records."""
    row = upload
    served.start_from(index_state.build(row))
    for earlier in row.get("before", ()):
        replay_earlier(served, signers, row, earlier["request"])
    state = served.state
    index_state.apply_late_setup(state, row["setup"])
    before, pending = records.stored(state), {p.id: p.project_name for p in state.pending.values()}
    answer = post(served, signers, row["request"])
    if is_crash(row):
        assert served.send("GET", "/_/oidc/audience").status_code < 500
        return
    assert_upload(row, answer)
    after = records.stored(state)
    assert after == _sorted(row["state_after"])
    added = {kind: [one for one in after[kind] if one not in before[kind]] for kind in after}
    assert added == _sorted(row["added"])
    removed = sorted(name for key, name in pending.items() if key not in state.pending)
    assert removed == sorted(row["pending_removed"])


def _sorted(stored: Row) -> Row:
    return {kind: sorted(stored[kind], key=str) for kind in ("projects", "releases", "files")}
