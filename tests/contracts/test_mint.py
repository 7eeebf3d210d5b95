"""Sends the recorded token exchanges to the stand-in and compares answers and state."""

from __future__ import annotations

from typing import Any

from tests.contracts import index_state, records
from tests.contracts.assertions import assert_exchange
from tests.contracts.exchanges import exchange
from tests.contracts.jwts import Signers
from tests.contracts.rows import Row, is_crash
from tests.contracts.served_index import Served
from tests.sandbox.pypi.state import State, Token

KINDS = {0: "Expiration", 1: "ProjectName", 2: "ProjectID", 3: "RequestUser", 4: "OIDCPublisher"}


def test_an_exchange_is_answered_as_by_pypi(
    served: Served, signers: Signers, mint_token: Row
) -> None:
    """Status, reason phrase, errors, and the projects, publishers and tokens stored afterwards."""
    row = mint_token
    served.start_from(index_state.build(row))
    for earlier in row.get("before", ()):
        exchange(served, signers, {**row, "request": row["request"], **earlier})
    state = served.state
    before = (set(state.projects), {p.id: p.project_name for p in state.pending.values()})
    tokens = set(state.tokens)
    token = signers.token(row["token"]) if row.get("token") else ""
    answer = exchange(served, signers, row, token)
    if is_crash(row):
        assert served.send("GET", "/_/oidc/audience").status_code < 500
        return
    assert_exchange(row, answer)
    _assert_state(row, served.state, before)
    minted = [token for key, token in served.state.tokens.items() if key not in tokens]
    assert _grants(served.state, minted) == ([row["token_grant"]] if row["token_grant"] else [])


def _assert_state(row: Row, state: State, before: tuple[set[str], dict[str, str]]) -> None:
    """`before`: keys of the projects, and project names of pending publishers by id."""
    projects, pending = before
    created = sorted(p.name for key, p in state.projects.items() if key not in projects)
    removed = sorted(name for key, name in pending.items() if key not in state.pending)
    assert created == sorted(row["project_created"])
    assert removed == sorted(row["pending_removed"])
    after = row["state_after"]
    assert records.same(records.projects(state), after["projects"])
    assert records.same(records.publishers(state), after["publishers"])
    assert records.same(records.pending(state), after["pending"])
    assert len(state.tokens) == after["tokens"]
    claims = (row.get("token") or {}).get("claims") or {}
    if row["jti_stored"] is not None:  # null unless the jti is a string
        assert (claims.get("jti") in state.used_jti) == row["jti_stored"]


def _grants(state: State, tokens: list[Token]) -> list[Row]:
    return [
        {
            "publisher": records.publisher(state, state.publishers[token.publisher or ""]),
            "caveats": [_caveat(state, caveat) for caveat in token.caveats],
            "stored_claims": token.claims,
        }
        for token in tokens
    ]


def _caveat(state: State, caveat: list[Any]) -> Row:
    kind = KINDS[caveat[0]]
    if kind == "ProjectID":
        names = sorted(p.name for p in state.projects.values() if p.id in caveat[1])
        return {"kind": kind, "projects": names}
    if kind == "Expiration":
        return {"kind": kind, "seconds": caveat[1] - caveat[2]}
    return {"kind": kind}
