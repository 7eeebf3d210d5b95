"""GitHub's issuer of tokens on a bad day."""

from __future__ import annotations

import time
from typing import Any

import jwt

from tests.sandbox.github.oidc import Issuer


def test_an_issuer_forgets_a_claim_once() -> None:
    """The token after the next is whole again."""
    issuer = Issuer(time.time)
    issuer.omitted_claims.append("jti")
    tokens = [issuer.token("pypi", {"ref": "refs/heads/main"}) for _ in range(2)]
    bodies: list[dict[str, Any]] = [
        jwt.decode(token, options={"verify_signature": False}) for token in tokens
    ]
    assert ["jti" in body for body in bodies] == [False, True]
