"""OIDC tokens, valid and invalid, built from the description in a row's `token`."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tests.contracts.rows import Row
from tests.sandbox.github.oidc import public_jwk

HASHES = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Signers:
    """GitHub's key, published under the key id `gh-key-1`, and two keys that are not GitHub's."""

    github: rsa.RSAPrivateKey
    rogue: rsa.RSAPrivateKey
    elliptic: ec.EllipticCurvePrivateKey

    @classmethod
    def generate(cls) -> Signers:
        first, second = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        return cls(first, second, ec.generate_private_key(ec.SECP256R1()))

    @property
    def published(self) -> jwt.PyJWK:
        return public_jwk(self.github, "gh-key-1")

    def sign(self, how: str, algorithm: Any, message: bytes) -> bytes:
        if how == "none":
            return b""
        if how == "ec":
            return self.elliptic.sign(message, ec.ECDSA(hashes.SHA256()))
        if how in ("hs", "hs-pub"):
            secret = self._public_pem() if how == "hs-pub" else b"an unknown secret"
            return hmac.new(secret, message, hashlib.sha256).digest()
        key = {"github": self.github, "rogue": self.rogue}[how]
        chosen = HASHES.get(str(algorithm), hashes.SHA256())
        return key.sign(message, padding.PKCS1v15(), chosen)

    def _public_pem(self) -> bytes:
        return self.github.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def token(self, described: Row) -> str:
        """The token for `described`, a row's `token`."""
        header = {k: v for k, v in described.get("header", {}).items() if v != "$absent"}
        head = described.get("raw_header", _compact(header).decode()).encode()
        payload = described.get("raw_payload")
        body = _compact(_dated(described.get("claims"))) if payload is None else payload.encode()
        message = f"{encode(head)}.{encode(body)}"
        how = described.get("signed_with", "github")
        signature = self.sign(how, header.get("alg"), message.encode())
        return _tampered(described.get("tamper"), head, body, signature)


def _dated(value: Any) -> Any:
    """`value` with each `{"$now": n}` replaced by the time n seconds from now."""
    if isinstance(value, dict):
        if set(value) == {"$now"}:
            return int(time.time()) + value["$now"]
        return {name: _dated(inner) for name, inner in value.items()}
    return value


#: `tamper` of a row → the change of one part: header, payload or signature.
_PART_CHANGES: dict[str, tuple[int, Callable[[bytes], str]]] = {
    "header": (0, lambda head: encode(json.dumps(json.loads(head)).encode())),
    "payload": (1, lambda body: encode(body.replace(b"sampleproject", b"otherproject"))),
    "sig": (2, lambda signature: encode(bytes([signature[0] ^ 1]) + signature[1:])),
    "stdb64": (2, lambda signature: base64.b64encode(signature).decode().rstrip("=")),
}
#: `tamper` of a row → the change of the whole token.
_TOKEN_CHANGES: dict[str, Callable[[str], str]] = {
    "pad": lambda token: ".".join(part + "=" * (-len(part) % 4) for part in token.split(".")),
    "two": lambda token: token.rpartition(".")[0],
    "four": lambda token: f"{token}.AAAA",
    "five": lambda token: f"{token}.AAAA.AAAA",
    "blanks": lambda token: f" {token} ",
    "newline": lambda token: f"{token}\n",
    "bearer": lambda token: f"Bearer {token}",
}


def _tampered(how: str | None, *parts: bytes) -> str:
    """The token with header, payload and signature in `parts`, with the change `how`."""
    encoded = [encode(part) for part in parts]
    if how in _PART_CHANGES:
        at, change = _PART_CHANGES[how]
        encoded[at] = change(parts[at])
    token = ".".join(encoded)
    if how is None or how in _PART_CHANGES:
        return token
    if how not in _TOKEN_CHANGES:
        raise AssertionError(
            f"jwts.py: unknown `tamper` {how!r} in a row; add it to _TOKEN_CHANGES"
        )
    return _TOKEN_CHANGES[how](token)
