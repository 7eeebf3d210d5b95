"""The responses of Fulcio and Rekor to valid and invalid requests."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.sandbox.github.oidc import Issuer
from tests.sandbox.sigstore import Sigstore
from tests.sandbox.sigstore.example_job import CLAIMS, post

KEY = ec.generate_private_key(ec.SECP256R1())
NO_TOKEN = "There was an error processing the identity token"


@pytest.fixture(scope="module")
def github() -> Issuer:
    return Issuer(time.time)


@pytest.fixture(scope="module")
def sigstore(github: Issuer) -> Sigstore:
    return Sigstore(github.keys, time.time)


def csr() -> bytes:
    request = x509.CertificateSigningRequestBuilder(x509.Name([]))
    return request.sign(KEY, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def certify(sigstore: Sigstore, token: str, request: bytes) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"certificateSigningRequest": base64.b64encode(request).decode()})
    headers = {"Authorization": f"Bearer {token}"}
    app = sigstore.apps["fulcio.sigstore.dev"]
    response = post(app, "/api/v2/signingCert", body, headers)
    return response.status_code, response.json()


def propose(sigstore: Sigstore, proposed: object) -> tuple[int, dict[str, Any]]:
    log = sigstore.apps["rekor.sigstore.dev"]
    response = post(log, "/api/v1/log/entries", json.dumps(proposed))
    return response.status_code, response.json()


@pytest.fixture(scope="module")
def leaf(sigstore: Sigstore, github: Issuer) -> x509.Certificate:
    status, body = certify(sigstore, github.token("sigstore", CLAIMS), csr())
    assert status == 200
    chain = body["signedCertificateEmbeddedSct"]["chain"]["certificates"]
    assert len(chain) == 3
    return x509.load_pem_x509_certificate(chain[0].encode())


def test_the_certificate_names_the_workflow(leaf: x509.Certificate) -> None:
    """The subject is the signing workflow; Fulcio's extensions hold the claims."""
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    assert names.critical
    uris = names.value.get_values_for_type(x509.UniformResourceIdentifier)
    assert uris == [f"https://github.com/{CLAIMS['job_workflow_ref']}"]
    oids = [extension.oid.dotted_string for extension in leaf.extensions]
    numbers = [oid.rpartition(".") for oid in oids if oid.startswith("1.3.6.1.4.1.57264.1.")]
    assert [int(number) for _, _, number in numbers] == [*range(1, 7), *range(8, 23)]


def _without(claim: str) -> dict[str, str]:
    return {name: text for name, text in CLAIMS.items() if name != claim}


TOKENS: dict[str, Callable[[Issuer], str]] = {
    "signed by another issuer": lambda _: Issuer(time.time).token("sigstore", CLAIMS),
    "for another audience": lambda github: github.token("pypi", CLAIMS),
    "with another issuer in its claims": lambda github: github.token(
        "sigstore", {**CLAIMS, "iss": "https://a.b"}
    ),
    "without a claim": lambda github: github.token("sigstore", _without("workflow_ref")),
    "empty": lambda _: "",
}


@pytest.mark.parametrize("case", TOKENS)
def test_fulcio_refuses_an_invalid_token(sigstore: Sigstore, github: Issuer, case: str) -> None:
    """The response is the same for every fault."""
    refused = 400, {"code": 3, "message": NO_TOKEN, "details": []}
    assert certify(sigstore, TOKENS[case](github), csr()) == refused


def test_fulcio_refuses_an_expired_token(github: Issuer) -> None:
    """A token is valid for five minutes by the sandbox's clock, not by the machine's."""
    token = github.token("sigstore", CLAIMS)
    clock = [time.time()]
    sigstore = Sigstore(github.keys, lambda: clock[0])
    assert certify(sigstore, token, csr())[0] == 200
    clock[0] += 301
    assert certify(sigstore, token, csr())[1]["message"] == NO_TOKEN


def test_fulcio_refuses_an_invalid_signing_request(sigstore: Sigstore, github: Issuer) -> None:
    """A request must parse, and its own key must have signed it."""
    token = github.token("sigstore", CLAIMS)
    status, body = certify(sigstore, token, b"no request")
    assert (status, body["message"]) == (400, "The certificate signing request could not be parsed")
    der = bytearray(x509.load_pem_x509_csr(csr()).public_bytes(serialization.Encoding.DER))
    der[-1] ^= 1
    pem = b"-----BEGIN CERTIFICATE REQUEST-----\n%s-----END CERTIFICATE REQUEST-----\n"
    status, body = certify(sigstore, token, pem % base64.encodebytes(der))
    message = "The signature supplied in the request could not be verified"
    assert (status, body["message"]) == (400, message)


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
    """The refusal of a second one names the UUID of the first."""
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
