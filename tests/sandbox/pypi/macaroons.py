"""API tokens: macaroons that the index signs, and whose caveats it checks at each use."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any

from pymacaroons import MACAROON_V2, Macaroon, Verifier  # type: ignore[import-untyped]

from tests.sandbox.pypi.caveats import Context, failure
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import State, Token


def issue(state: State, host: str, caveats: list[list[Any]], **owner: Any) -> tuple[str, Token]:
    """Store a new token; return its text and its record. `owner` sets the record's other fields."""
    token = Token(key=secrets.token_bytes(32), caveats=caveats, **owner)
    macaroon = Macaroon(location=host, identifier=token.id, key=token.key, version=MACAROON_V2)
    for caveat in caveats:
        macaroon.add_first_party_caveat(_text(caveat))
    state.tokens[token.id] = token
    return f"pypi-{macaroon.serialize()}", token


def _text(caveat: list[Any]) -> str:
    return json.dumps(caveat, sort_keys=True, separators=(",", ":"))


def from_header(authorization: str) -> str | None:
    """Return the token in an Authorization header, None if it has none.

    Refuse a user name other than `__token__`, because PyPI has removed password authentication.
    """
    method, _, rest = authorization.partition(" ")
    if method.lower() in {"token", "bearer"}:
        return rest
    credentials = _basic(rest) if method.lower() == "basic" else None
    if credentials is None:
        return None
    user, password = credentials
    if user != "__token__":
        refuse("password-auth-removed")
    return password.strip()


def _basic(encoded: str) -> tuple[str, str] | None:
    try:
        raw = base64.b64decode(encoded.strip())
    except ValueError:
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    user, colon, password = text.partition(":")
    return (user, password) if colon else None


def parse(text: str) -> Macaroon | None:
    prefix, _, raw = text.partition("-")
    if prefix != "pypi" or not raw:
        return None
    try:
        return Macaroon.deserialize(raw)
    except Exception:  # pymacaroons does not wrap exceptions (its issue 50).
        return None


def find(state: State, text: str | None) -> tuple[Macaroon, Token] | None:
    """Return the macaroon and its record; None for a token that the index does not have."""
    macaroon = parse(text) if text else None
    if macaroon is None:
        return None
    try:
        token = state.tokens.get(macaroon.identifier.decode())
    except (AttributeError, UnicodeDecodeError):
        return None
    return (macaroon, token) if token else None


def verify(macaroon: Macaroon, token: Token, context: Context) -> None:
    """Refuse the token if its signature or a caveat is wrong.

    The caveats of the record are checked after those in the token, so each failure of these
    is in the text twice (`DatabaseMacaroonService.verify`, warehouse/macaroons/services.py).
    """
    failures: list[str] = []

    def satisfied(caveat: str) -> bool:
        reason = failure(caveat, context)
        if reason:
            failures.append(reason)
        return reason is None

    for caveat in token.caveats:
        macaroon.add_first_party_caveat(_text(caveat))
    verifier = Verifier()
    verifier.satisfy_general(satisfied)
    try:
        verified = verifier.verify(macaroon, token.key)
    except Exception:  # Any exception of pymacaroons means "not verified".
        verified = False
    if not verified:
        refuse(_slug(failures), reasons=", ".join(failures) or "signatures do not match")


def _slug(failures: list[str]) -> str:
    if any("is not valid for project" in failure for failure in failures):
        return "token-wrong-project"
    return "token-expired" if "token is expired" in failures else "invalid-api-token"
