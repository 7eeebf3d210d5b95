"""Rekor v1: logs a signed DSSE envelope and returns the proof of its inclusion."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.sandbox.sigstore.transparency_log import Log, canonical


def application(log: Log) -> Starlette:
    """Answers `POST /api/v1/log/entries` with 201, 400 or 409, as rekor/pkg/api does."""

    async def create(request: Request) -> JSONResponse:
        try:
            body = _entry(json.loads(await request.body()))
        except (InvalidSignature, ValueError, LookupError, TypeError) as error:
            reason = str(error) or "invalid signature"
            return _error(400, f"error processing entry: {reason}")
        if body in log.bodies:
            uuid = log.uuid(body)
            return _error(
                409, f"an equivalent entry already exists in the transparency log with UUID {uuid}"
            )
        return JSONResponse(log.append(body), 201)

    return Starlette(routes=[Route("/api/v1/log/entries", create, methods=["POST"])])


def _error(code: int, message: str) -> JSONResponse:
    return JSONResponse({"code": code, "message": message}, code)


def _entry(proposed: dict[str, Any]) -> bytes:
    """The canonical body of a proposed entry; raises InvalidSignature for a wrong signature."""
    kind, version = proposed["kind"], proposed["apiVersion"]
    if (kind, version) != ("dsse", "0.0.1"):
        raise ValueError(f"entry kind '{kind}' {version} is not supported here; send dsse 0.0.1")
    content = proposed["spec"]["proposedContent"]
    envelope = json.loads(content["envelope"])
    (verifier,), (signature,) = content["verifiers"], envelope["signatures"]
    payload = base64.b64decode(envelope["payload"])
    _verify(base64.b64decode(verifier), signature["sig"], envelope["payloadType"], payload)
    spec = {
        "envelopeHash": _sha256(content["envelope"].encode()),
        "payloadHash": _sha256(payload),
        "signatures": [{"signature": signature["sig"], "verifier": verifier}],
    }
    return canonical({"apiVersion": version, "kind": kind, "spec": spec})


def _verify(certificate: bytes, signature: str, payload_type: str, payload: bytes) -> None:
    """Verify the signature over DSSE's pre-authentication encoding; raises InvalidSignature."""
    key = x509.load_pem_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError("the sandbox verifies ECDSA signatures only")
    prefix = f"DSSEv1 {len(payload_type)} {payload_type} {len(payload)} ".encode()
    key.verify(base64.b64decode(signature), prefix + payload, ec.ECDSA(hashes.SHA256()))


def _sha256(data: bytes) -> dict[str, str]:
    return {"algorithm": "sha256", "value": hashlib.sha256(data).hexdigest()}
