"""The token endpoint answers as PyPI's does, and leaves behind what PyPI's leaves."""

from __future__ import annotations

from typing import Any

import httpx

from tests.sandbox.pypi.state import State, Token

from . import records, world
from .bodies import body
from .jwts import Signers
from .rows import Row, is_crash, stable
from .served import Served

KINDS = {0: "Expiration", 1: "ProjectName", 2: "ProjectID", 3: "RequestUser", 4: "OIDCPublisher"}


def test_answers_as_the_real_server(served: Served, signers: Signers, mint_token: Row) -> None:
    """Status, reason, error codes and words, and what is stored afterwards, agree with the row."""
    row = mint_token
    served.start_from(world.build(row))
    for earlier in row.get("before", ()):
        _exchange(served, signers, {**row, "request": row["request"], **earlier})
    before = served.state
    known = (set(before.projects), {p.id: p.project_name for p in before.pending.values()})
    tokens = set(before.tokens)
    text = signers.token(row["token"]) if row.get("token") else ""
    answer = _exchange(served, signers, row, text)
    if is_crash(row):
        assert served.send("GET", "/_/oidc/audience").status_code < 500
        return
    _same_answer(row, answer)
    _same_state(row, served.state, known)
    minted = [token for key, token in served.state.tokens.items() if key not in tokens]
    assert _grants(served.state, minted) == ([row["token_grant"]] if row["token_grant"] else [])


def _exchange(
    served: Served, signers: Signers, row: Row, text: str | None = None
) -> httpx.Response:
    text = signers.token(row["token"]) if text is None and row.get("token") else text
    request = row["request"]
    headers = {"Content-Type": request.get("content_type"), "Accept": None}
    query = f"?{request['query']}" if request.get("query") else ""
    return served.send(
        request["method"], request["path"] + query, host=request["host"],
        headers=headers | request.get("headers", {}), content=body(request, text or ""),
    )  # fmt: skip


def _same_answer(row: Row, answer: httpx.Response) -> None:
    expected = row["response"]
    assert (answer.status_code, answer.reason_phrase) == (expected["status"], expected["reason"])
    media = expected.get("content_type")
    assert media is None or answer.headers["content-type"] == media
    if "json" in expected:
        said = answer.json()
        assert _words(row, said.get("errors")) == _words(row, expected["json"].get("errors"))
        assert set(said) == set(expected["json"])
        assert said.get("audience") == expected["json"].get("audience")
        assert said.get("message") == expected["json"].get("message")
    elif "text" in expected:
        assert answer.text.split() == expected["text"].split()


def _words(row: Row, errors: list[Row] | None) -> list[tuple[str, str]] | None:
    """Codes and descriptions; of pydantic's words, which follow its version, the first line."""
    if errors is None:
        return None
    whole = stable(row, "errors")
    return [(e["code"], e["description"].split("\n")[0] if whole else "") for e in errors]


def _same_state(row: Row, state: State, known: tuple[set[str], dict[str, str]]) -> None:
    projects, pending = known
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
    if row["jti_stored"] is not None:  # null where the token has no jti that is a text
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
