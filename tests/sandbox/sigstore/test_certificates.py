"""Verification of certificates that differ from a valid one in one respect."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pypi_attestations import Attestation, Distribution, GitHubPublisher, VerificationError
from sigstore import dsse
from sigstore.models import Bundle, TransparencyLogEntry

from tests.sandbox.oidc_issuer import GITHUB_ISSUER
from tests.sandbox.sigstore import attestation_verifier, rekor, trust_config
from tests.sandbox.sigstore.certificates import CertificateAuthority
from tests.sandbox.sigstore.example_job import CLAIMS, REPOSITORY, WHEEL, post
from tests.sandbox.sigstore.keys import Keys
from tests.sandbox.sigstore.transparency_log import Log

PUBLISHER = GitHubPublisher(repository=REPOSITORY, workflow="publish.yml")
RUN = {"iss": GITHUB_ISSUER, **CLAIMS}
SCT_LIST = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
KEYS = Keys.generate()
NOW = time.time()


AUTHORITY = CertificateAuthority(KEYS, NOW)
TRUST = trust_config.trust_config(
    trust_config.trusted_root(KEYS, AUTHORITY), trust_config.signing_config(AUTHORITY)
)
SIGNER = ec.generate_private_key(ec.SECP256R1())


def issue(keys: Keys = KEYS, claims: Mapping[str, str] = RUN, now: float = NOW) -> x509.Certificate:
    return CertificateAuthority(keys, NOW).issue(SIGNER.public_key(), claims, now)


def without_sct() -> x509.Certificate:
    valid = issue()
    kept = [extension for extension in valid.extensions if extension.oid != SCT_LIST]
    validity = valid.not_valid_before_utc, valid.not_valid_after_utc
    builder = x509.CertificateBuilder(
        valid.issuer, valid.subject, SIGNER.public_key(), valid.serial_number, *validity, kept
    )
    return builder.sign(KEYS.intermediate, hashes.SHA384())


def attest(certificate: x509.Certificate) -> Attestation:
    """An attestation that is valid if `certificate` is.

    The signing client refuses most of these certificates, so this function repeats its steps.
    """
    subject = dsse.Subject(name=WHEEL, digest=dsse.DigestSet({"sha256": "0" * 64}))
    statement = dsse.StatementBuilder([subject], "https://docs.pypi.org/attestations/publish/v1")
    envelope = dsse._sign(SIGNER, statement.build())
    pem = base64.b64encode(certificate.public_bytes(serialization.Encoding.PEM)).decode()
    content = {"envelope": envelope.to_json(), "verifiers": [pem]}
    proposed = {"apiVersion": "0.0.1", "kind": "dsse", "spec": {"proposedContent": content}}
    log = rekor.application(Log(KEYS.rekor, lambda: NOW))
    response = post(log, "/api/v1/log/entries", json.dumps(proposed))
    entry = TransparencyLogEntry._from_v1_response(response.json())
    return Attestation.from_bundle(Bundle._from_parts(certificate, envelope, entry))


def verify(certificate: x509.Certificate) -> None:
    dist = Distribution(name=WHEEL, digest="0" * 64)
    attestation_verifier.verifier(TRUST)(attest(certificate), PUBLISHER, dist)


def test_a_valid_certificate_verifies() -> None:
    """The certificates below differ from this one."""
    verify(issue())


OTHER_WORKFLOW = f"{REPOSITORY}/.github/workflows/other.yml@refs/tags/v1.2.3"
OTHER_KEYS = Keys.generate()
#: Invalid certificates, with the verifier's message.
INVALID: dict[str, tuple[Callable[[], x509.Certificate], str]] = {
    "no SCT": (without_sct, "does not contain a signed certificate timestamp extension"),
    "SCT of an unknown log": (
        lambda: issue(replace(KEYS, ct_log=OTHER_KEYS.ct_log)),
        "SCT verify failed: keyring: invalid signature",
    ),
    "another authority": (
        lambda: issue(replace(KEYS, root=OTHER_KEYS.root, intermediate=OTHER_KEYS.intermediate)),
        "failed to build timestamp certificate chain: .* signature does not match",
    ),
    "expired when it was logged": (
        lambda: issue(now=NOW - 3600),
        "cert is not valid at validation time",
    ),
    "another repository": (
        lambda: issue(claims={**RUN, "repository": "someone/else"}),
        "OIDCSourceRepositoryURI does not match",
    ),
    "another workflow": (
        lambda: issue(claims={**RUN, "workflow_ref": OTHER_WORKFLOW}),
        "Certificate's Build Config URI .* does not match expected Trusted Publisher",
    ),
    "another issuer": (
        lambda: issue(claims={**RUN, "iss": "https://elsewhere.example"}),
        "OIDCIssuerV2 does not match",
    ),
}


@pytest.mark.parametrize("case", INVALID)
def test_an_invalid_certificate_is_refused(case: str) -> None:
    certificate, message = INVALID[case]
    with pytest.raises(VerificationError, match=message):
        verify(certificate())
