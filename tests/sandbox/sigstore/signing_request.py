"""A certificate signing request as a client sends it to Fulcio, for tests."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.sandbox.sigstore import Sigstore
from tests.sandbox.sigstore.example_job import post

KEY = ec.generate_private_key(ec.SECP256R1())


def csr() -> bytes:
    request = x509.CertificateSigningRequestBuilder(x509.Name([]))
    return request.sign(KEY, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def certify(sigstore: Sigstore, token: str, request: bytes) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"certificateSigningRequest": base64.b64encode(request).decode()})
    headers = {"Authorization": f"Bearer {token}"}
    app = sigstore.apps["fulcio.sigstore.dev"]
    response = post(app, "/api/v2/signingCert", body, headers)
    return response.status_code, response.json()
