"""Certificates that differ from a good one in one thing, and who refuses them."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pypi_attestations import Attestation, Distribution, GitHubPublisher, VerificationError
from sigstore import dsse
from sigstore.models import Bundle, TransparencyLogEntry

from tests.sandbox.sigstore import rekor, trust_config, trust_swap
from tests.sandbox.sigstore.certificate_extensions import ISSUER
from tests.sandbox.sigstore.certificates import CertificateAuthority
from tests.sandbox.sigstore.example_job import CLAIMS, REPOSITORY, WHEEL, post
from tests.sandbox.sigstore.keys import Keys
from tests.sandbox.sigstore.transparency_log import Log

PUBLISHER = GitHubPublisher(repository=REPOSITORY, workflow="publish.yml")
RUN = {"iss": ISSUER, **CLAIMS}
SCT_LIST = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
KEYS = Keys.generate()
NOW = time.time()


@dataclass
class Trust:
    """What the verifier holds: the good authority's root."""

    trusted_root: bytes
    signing_config: bytes
    root_json: bytes = b""


GOOD = CertificateAuthority(KEYS, NOW)
TRUST = Trust(trust_config.trusted_root(KEYS, GOOD), trust_config.signing_config(GOOD))
SIGNER = ec.generate_private_key(ec.SECP256R1())


def issue(keys: Keys = KEYS, claims: Mapping[str, str] = RUN, now: float = NOW) -> x509.Certificate:
    return CertificateAuthority(keys, NOW).issue(SIGNER.public_key(), claims, now)


def without_sct() -> x509.Certificate:
    good = issue()
    kept = [extension for extension in good.extensions if extension.oid != SCT_LIST]
    validity = good.not_valid_before_utc, good.not_valid_after_utc
    bare = x509.CertificateBuilder(
        good.issuer, good.subject, SIGNER.public_key(), good.serial_number, *validity, kept
    )
    return bare.sign(KEYS.intermediate, hashes.SHA384())


def attested(certificate: x509.Certificate) -> Attestation:
    """An attestation in which all is good but, perhaps, the certificate.

    The signing client would refuse most of these certificates, so its steps are made here.
    """
    subject = dsse.Subject(name=WHEEL, digest=dsse.DigestSet({"sha256": "0" * 64}))
    statement = dsse.StatementBuilder([subject], "https://docs.pypi.org/attestations/publish/v1")
    envelope = dsse._sign(SIGNER, statement.build())
    pem = base64.b64encode(certificate.public_bytes(serialization.Encoding.PEM)).decode()
    content = {"envelope": envelope.to_json(), "verifiers": [pem]}
    proposed = {"apiVersion": "0.0.1", "kind": "dsse", "spec": {"proposedContent": content}}
    log = rekor.application(Log(KEYS.rekor, lambda: NOW))
    entered = post(log, "/api/v1/log/entries", json.dumps(proposed))
    entry = TransparencyLogEntry._from_v1_response(entered.json())
    return Attestation.from_bundle(Bundle._from_parts(certificate, envelope, entry))


def verify(certificate: x509.Certificate) -> None:
    dist = Distribution(name=WHEEL, digest="0" * 64)
    trust_swap.verifier(TRUST)(attested(certificate), PUBLISHER, dist)


def test_a_good_certificate_verifies() -> None:
    """What the cases below spoil is whole without them."""
    verify(issue())


OTHER_WORKFLOW = f"{REPOSITORY}/.github/workflows/other.yml@refs/tags/v1.2.3"
FOREIGN = Keys.generate()
SPOILED: dict[str, tuple[Callable[[], x509.Certificate], str]] = {
    "no SCT": (without_sct, "does not contain a signed certificate timestamp extension"),
    "SCT of an unknown log": (
        lambda: issue(replace(KEYS, ct_log=FOREIGN.ct_log)),
        "SCT verify failed: keyring: invalid signature",
    ),
    "another authority": (
        lambda: issue(replace(KEYS, root=FOREIGN.root, intermediate=FOREIGN.intermediate)),
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


@pytest.mark.parametrize("case", SPOILED)
def test_a_spoiled_certificate_is_refused(case: str) -> None:
    """The verifier says which one thing is wrong with it."""
    certificate, words = SPOILED[case]
    with pytest.raises(VerificationError, match=words):
        verify(certificate())
