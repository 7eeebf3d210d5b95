"""The OIDC issuer with the fault that omits a claim."""

from __future__ import annotations

import time
from typing import Any

import jwt

from tests.sandbox.github.oidc import Issuer


def test_one_token_lacks_an_omitted_claim() -> None:
    """The token after it has the claim."""
    issuer = Issuer(time.time)
    issuer.omitted_claims.append("jti")
    tokens = [issuer.token("pypi", {"ref": "refs/heads/main"}) for _ in range(2)]
    bodies: list[dict[str, Any]] = [
        jwt.decode(token, options={"verify_signature": False}) for token in tokens
    ]
    assert ["jti" in body for body in bodies] == [False, True]
