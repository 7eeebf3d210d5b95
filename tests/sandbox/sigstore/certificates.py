"""Fulcio's certificate authority: a root, an intermediate, and leaves valid for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.sandbox.sigstore import certificate_extensions, sct
from tests.sandbox.sigstore.keys import Keys

LEAF_VALIDITY = timedelta(minutes=10)
_CODE_SIGNING = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING])
_YEAR = timedelta(days=365)


def _name(common_name: str) -> x509.Name:
    # gh selects its verifier by the organization; sigstore.dev is the public good instance.
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "sigstore.dev"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca, key_cert_sign=ca, crl_sign=ca, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


class CertificateAuthority:
    """`chain` is intermediate, then root, valid for eleven years from one year before `now`."""

    def __init__(self, keys: Keys, now: float) -> None:
        self._keys = keys
        self.valid_from = datetime.fromtimestamp(int(now), UTC) - _YEAR
        self.root = self._authority(keys.root, "sigstore", 1).sign(keys.root, hashes.SHA384())
        builder = self._authority(keys.intermediate, "sigstore-intermediate", 0)
        builder = builder.add_extension(_CODE_SIGNING, critical=False)
        self.intermediate = builder.sign(keys.root, hashes.SHA384())
        self.chain = (self.intermediate, self.root)

    def _authority(
        self, key: ec.EllipticCurvePrivateKey, common_name: str, depth: int
    ) -> x509.CertificateBuilder:
        until = self.valid_from + 11 * _YEAR
        constraints = x509.BasicConstraints(ca=True, path_length=depth)
        builder = _builder(key.public_key(), self._keys.root, self.valid_from, until)
        return (
            builder.subject_name(_name(common_name))
            .issuer_name(_name("sigstore"))
            .add_extension(constraints, critical=True)
            .add_extension(_usage(ca=True), critical=True)
        )

    def issue(
        self, key: ec.EllipticCurvePublicKey, claims: Mapping[str, object], now: float
    ) -> x509.Certificate:
        """A leaf with an embedded SCT; raises KeyError for a missing claim."""
        builder = self._leaf(key, claims, now)
        without_sct = builder.sign(self._keys.intermediate, hashes.SHA384())
        timestamp = sct.embedded(self._keys.ct_log, without_sct, self.intermediate, now)
        return builder.add_extension(timestamp, critical=False).sign(
            self._keys.intermediate, hashes.SHA384()
        )

    def _leaf(
        self, key: ec.EllipticCurvePublicKey, claims: Mapping[str, object], now: float
    ) -> x509.CertificateBuilder:
        start = datetime.fromtimestamp(int(now), UTC)
        builder = (
            _builder(key, self._keys.intermediate, start, start + LEAF_VALIDITY)
            .subject_name(x509.Name([]))
            .issuer_name(self.intermediate.subject)
            .add_extension(_usage(ca=False), critical=True)
            .add_extension(_CODE_SIGNING, critical=False)
            .add_extension(certificate_extensions.subject(claims), critical=True)
        )
        for extension in certificate_extensions.extensions(claims):
            builder = builder.add_extension(extension, critical=False)
        return builder


def _builder(
    key: ec.EllipticCurvePublicKey,
    issuer: ec.EllipticCurvePrivateKey,
    start: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())
    return (
        x509.CertificateBuilder()
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(authority, critical=False)
    )
