"""The private keys of one Sigstore instance; every sandbox generates its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def _p256() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _p384() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP384R1())


@dataclass(frozen=True)
class Keys:
    """The keys that a Sigstore client trusts, on the same curves as in production."""

    root: ec.EllipticCurvePrivateKey
    intermediate: ec.EllipticCurvePrivateKey
    ct_log: ec.EllipticCurvePrivateKey
    rekor: ec.EllipticCurvePrivateKey
    tuf: ec.EllipticCurvePrivateKey

    @classmethod
    def generate(cls) -> Keys:
        return cls(_p384(), _p384(), _p256(), _p256(), _p256())


def spki(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public key as DER SubjectPublicKeyInfo."""
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def key_id(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The log id of RFC 6962, section 3.2: 32 bytes."""
    return hashlib.sha256(spki(key)).digest()


def sign(key: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    """An ECDSA signature over SHA-256, in DER."""
    return key.sign(data, ec.ECDSA(hashes.SHA256()))
