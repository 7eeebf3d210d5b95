"""A private Sigstore and a certificate that it has issued, for the tests of one file."""

from __future__ import annotations

import time

import pytest
from cryptography import x509

from tests.sandbox.github.oidc import Issuer
from tests.sandbox.sigstore import Sigstore
from tests.sandbox.sigstore.example_job import CLAIMS
from tests.sandbox.sigstore.signing_request import certify, csr


@pytest.fixture(scope="module")
def github() -> Issuer:
    return Issuer(time.time)


@pytest.fixture(scope="module")
def sigstore(github: Issuer) -> Sigstore:
    return Sigstore(github.keys, time.time)


@pytest.fixture(scope="module")
def leaf(sigstore: Sigstore, github: Issuer) -> x509.Certificate:
    status, body = certify(sigstore, github.token("sigstore", CLAIMS), csr())
    assert status == 200
    chain = body["signedCertificateEmbeddedSct"]["chain"]["certificates"]
    assert len(chain) == 3
    return x509.load_pem_x509_certificate(chain[0].encode())
