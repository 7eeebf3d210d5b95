"""Fulcio's responses to valid and invalid requests."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tests.sandbox.github.oidc import Issuer
from tests.sandbox.sigstore import Sigstore
from tests.sandbox.sigstore.example_job import CLAIMS
from tests.sandbox.sigstore.signing_request import certify, csr

NO_TOKEN = "There was an error processing the identity token"


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
    """The response is the same for all invalid tokens."""
    refused = 400, {"code": 3, "message": NO_TOKEN, "details": []}
    assert certify(sigstore, TOKENS[case](github), csr()) == refused


def test_fulcio_refuses_an_expired_token(github: Issuer) -> None:
    """Its five minutes are measured by the sandbox's clock, not by the machine's."""
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
