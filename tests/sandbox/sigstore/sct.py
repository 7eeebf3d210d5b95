"""Signed certificate timestamps (RFC 6962, section 3.3), embedded in a certificate.

The clients verify only the timestamp's signature, so the sandbox has the log's key but no log.
"""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.sandbox.sigstore import keys

_LIST = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
_V1 = _CERTIFICATE_TIMESTAMP = b"\x00"
_PRECERT_ENTRY = b"\x00\x01"
_NO_EXTENSIONS = b"\x00\x00"
_SHA256_ECDSA = b"\x04\x03"


def embedded(
    ct_log: ec.EllipticCurvePrivateKey,
    precert: x509.Certificate,
    issuer: x509.Certificate,
    now: float,
) -> x509.UnrecognizedExtension:
    """The extension with one timestamp for `precert`, the certificate without the extension.

    `now` is in seconds since the epoch. pyca/cryptography can parse the extension but not build
    it, so this function encodes the bytes itself.
    """
    timestamp = int(now * 1000).to_bytes(8, "big")
    signature = keys.sign(ct_log, _to_be_signed(precert, issuer, timestamp))
    sct = (
        _V1 + keys.key_id(ct_log) + timestamp + _NO_EXTENSIONS + _SHA256_ECDSA + _opaque(signature)
    )
    return x509.UnrecognizedExtension(_LIST, asn1.encode_der(_opaque(_opaque(sct))))


def _to_be_signed(precert: x509.Certificate, issuer: x509.Certificate, timestamp: bytes) -> bytes:
    issuer_key = issuer.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    certificate = precert.tbs_certificate_bytes
    entry = hashlib.sha256(issuer_key).digest() + len(certificate).to_bytes(3, "big") + certificate
    return _V1 + _CERTIFICATE_TIMESTAMP + timestamp + _PRECERT_ENTRY + entry + _NO_EXTENSIONS


def _opaque(data: bytes) -> bytes:
    """TLS's `opaque <1..2^16-1>`: two bytes of length first."""
    return len(data).to_bytes(2, "big") + data
