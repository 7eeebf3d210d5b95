"""A client's trusted root and signing configuration in the formats of sigstore/protobuf-specs."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.sandbox.sigstore.certificates import CertificateAuthority
from tests.sandbox.sigstore.keys import Keys, key_id, spki

_MEDIA = "application/vnd.dev.sigstore."
FULCIO, REKOR, CT_LOG = (
    "https://fulcio.sigstore.dev",
    "https://rekor.sigstore.dev",
    "https://ctfe.sigstore.dev/2022",
)


def trusted_root(keys: Keys, authority: CertificateAuthority) -> bytes:
    """`trusted_root.json`, v0.1, without a timestamp authority: clients accept the log's time."""
    since = {"start": _time(authority)}
    certificates = [
        {"rawBytes": _base64(certificate.public_bytes(serialization.Encoding.DER))}
        for certificate in authority.chain
    ]
    fulcio = {
        "subject": {"organization": "sigstore.dev", "commonName": "sigstore"},
        "uri": FULCIO,
        "certChain": {"certificates": certificates},
        "validFor": since,
    }
    root = {
        "mediaType": f"{_MEDIA}trustedroot+json;version=0.1",
        "tlogs": [_log(REKOR, keys.rekor, since)],
        "certificateAuthorities": [fulcio],
        "ctlogs": [_log(CT_LOG, keys.ct_log, since)],
    }
    return json.dumps(root).encode()


def signing_config(authority: CertificateAuthority) -> bytes:
    """`signing_config.v0.2.json` with one Fulcio and one Rekor v1."""
    since = {"start": _time(authority)}

    def service(url: str) -> dict[str, Any]:
        return {"url": url, "majorApiVersion": 1, "validFor": since, "operator": "sigstore.dev"}

    config = {
        "mediaType": f"{_MEDIA}signingconfig.v0.2+json",
        "caUrls": [service(FULCIO)],
        "rekorTlogUrls": [service(REKOR)],
        "rekorTlogConfig": {"selector": "ANY"},
    }
    return json.dumps(config).encode()


def trust_config(root: bytes, config: bytes) -> bytes:
    """Both in one file, for `sigstore --trust-config` and `ClientTrustConfig`."""
    both = {
        "mediaType": f"{_MEDIA}clienttrustconfig.v0.1+json",
        "trustedRoot": json.loads(root),
        "signingConfig": json.loads(config),
    }
    return json.dumps(both).encode()


def _log(url: str, key: ec.EllipticCurvePrivateKey, since: dict[str, str]) -> dict[str, Any]:
    public = {
        "rawBytes": _base64(spki(key)),
        "keyDetails": "PKIX_ECDSA_P256_SHA_256",
        "validFor": since,
    }
    identity = {"keyId": _base64(key_id(key))}
    return {"baseUrl": url, "hashAlgorithm": "SHA2_256", "publicKey": public, "logId": identity}


def _time(authority: CertificateAuthority) -> str:
    return authority.valid_from.strftime("%Y-%m-%dT%H:%M:%SZ")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
