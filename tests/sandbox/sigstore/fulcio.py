"""Fulcio: issues a certificate for the requester's key in exchange for a GitHub Actions token."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.types import Options
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.sandbox.oidc_issuer import GITHUB_ISSUER
from tests.sandbox.sigstore.certificates import CertificateAuthority

AUDIENCE = "sigstore"

# The messages of fulcio/pkg/server/error.go.
_TOKEN = "There was an error processing the identity token"
_REQUEST = "The certificate signing request could not be parsed"
_KEY = "The public key supplied in the request is insecure"
_SIGNATURE = "The signature supplied in the request could not be verified"
#: PyJWT compares times with the machine's clock only; `_valid_at` uses the sandbox's clock.
_OPTIONS: Options = {
    "require": ["iss", "aud", "exp"],
    "verify_exp": False, "verify_iat": False, "verify_nbf": False,
}  # fmt: skip
_INVALID_ARGUMENT = 3  # the gRPC code, which Fulcio's gateway maps to 400


class _Refused(Exception):
    """The message is the one in Fulcio's response."""


def application(
    authority: CertificateAuthority,
    issuer_keys: Callable[[], Sequence[jwt.PyJWK]],
    now: Callable[[], float],
) -> Starlette:
    """Answers `POST /api/v2/signingCert`; `issuer_keys` are those of GitHub's token issuer."""

    async def signing_certificate(request: Request) -> JSONResponse:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            claims = _claims(token, issuer_keys(), now())
            key = _certified_key(await request.body())
            leaf = _issue(authority, key, claims, now())
        except _Refused as refusal:
            body = {"code": _INVALID_ARGUMENT, "message": str(refusal), "details": []}
            return JSONResponse(body, 400)
        chain = [_pem(certificate) for certificate in (leaf, *authority.chain)]
        return JSONResponse({"signedCertificateEmbeddedSct": {"chain": {"certificates": chain}}})

    return Starlette(routes=[Route("/api/v2/signingCert", signing_certificate, methods=["POST"])])


def _claims(token: str, keys: Sequence[jwt.PyJWK], now: float) -> Mapping[str, object]:
    try:
        kid = jwt.get_unverified_header(token)["kid"]
        key = next(known for known in keys if known.key_id == kid)
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=["RS256"], audience=AUDIENCE, issuer=GITHUB_ISSUER,
            options=_OPTIONS,
        )  # fmt: skip
        valid = _valid_at(claims, int(now))
    except (jwt.PyJWTError, LookupError, StopIteration, TypeError, ValueError) as error:
        raise _Refused(_TOKEN) from error
    if not valid:
        raise _Refused(_TOKEN)
    return claims


def _valid_at(claims: Mapping[str, Any], now: int) -> bool:
    starts = [claims[name] for name in ("iat", "nbf") if name in claims]
    return all(start <= now for start in starts) and now < claims["exp"]


def _certified_key(body: bytes) -> ec.EllipticCurvePublicKey:
    """The key of the request's CSR; the CSR's signature proves possession of the private key."""
    try:
        pem = base64.b64decode(json.loads(body)["certificateSigningRequest"], validate=True)
        request = x509.load_pem_x509_csr(pem)
    except (binascii.Error, ValueError, KeyError, TypeError) as error:
        raise _Refused(_REQUEST) from error
    key = request.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise _Refused(_KEY)
    if not request.is_signature_valid:
        raise _Refused(_SIGNATURE)
    return key


def _issue(
    authority: CertificateAuthority,
    key: ec.EllipticCurvePublicKey,
    claims: Mapping[str, object],
    now: float,
) -> x509.Certificate:
    try:
        return authority.issue(key, claims, now)
    except KeyError as missing:
        raise _Refused(_TOKEN) from missing


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
