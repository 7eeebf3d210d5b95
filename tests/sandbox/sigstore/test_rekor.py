"""Rekor's responses to valid and invalid entries."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.sandbox.sigstore import Sigstore
from tests.sandbox.sigstore.example_job import post
from tests.sandbox.sigstore.signing_request import KEY


def propose(sigstore: Sigstore, proposed: object) -> tuple[int, dict[str, Any]]:
    log = sigstore.apps["rekor.sigstore.dev"]
    response = post(log, "/api/v1/log/entries", json.dumps(proposed))
    return response.status_code, response.json()


def proposal(leaf: x509.Certificate, signer: ec.EllipticCurvePrivateKey = KEY) -> dict[str, Any]:
    payload, kind = b"{}", "application/vnd.in-toto+json"
    signed = f"DSSEv1 {len(kind)} {kind} {len(payload)} ".encode() + payload
    signature = signer.sign(signed, ec.ECDSA(hashes.SHA256()))
    envelope = {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": kind,
        "signatures": [{"sig": base64.b64encode(signature).decode()}],
    }
    pem = base64.b64encode(leaf.public_bytes(serialization.Encoding.PEM)).decode()
    content = {"envelope": json.dumps(envelope), "verifiers": [pem]}
    return {"apiVersion": "0.0.1", "kind": "dsse", "spec": {"proposedContent": content}}


def test_rekor_accepts_an_entry_once(sigstore: Sigstore, leaf: x509.Certificate) -> None:
    """The refusal of the same entry contains the UUID of the first."""
    entry = proposal(leaf)
    status, body = propose(sigstore, entry)
    assert status == 201
    message = f"an equivalent entry already exists in the transparency log with UUID {min(body)}"
    assert propose(sigstore, entry) == (409, {"code": 409, "message": message})


def test_rekor_refuses_an_invalid_entry(sigstore: Sigstore, leaf: x509.Certificate) -> None:
    """An entry must be complete, of kind dsse, and signed by the certificate's key."""
    unsigned = propose(sigstore, proposal(leaf, ec.generate_private_key(ec.SECP256R1())))
    assert unsigned == (400, {"code": 400, "message": "error processing entry: invalid signature"})
    kind = propose(sigstore, {**proposal(leaf), "kind": "intoto"})[1]["message"]
    unsupported = "entry kind 'intoto' 0.0.1 is not supported here; send dsse 0.0.1"
    assert kind == f"error processing entry: {unsupported}"
    incomplete: tuple[object, ...] = ({}, [], "text", {**proposal(leaf), "spec": {}})
    for invalid in incomplete:
        status, body = propose(sigstore, invalid)
        assert status == 400
        assert body["message"].startswith("error processing entry: ")
