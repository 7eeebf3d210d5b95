"""The certificate extensions that Fulcio derives from the claims of a GitHub Actions token.

Their object identifiers: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
"""

from __future__ import annotations

from collections.abc import Mapping

from cryptography import x509
from cryptography.hazmat import asn1

_OID_PREFIX = "1.3.6.1.4.1.57264.1"
_GITHUB = "https://github.com"

#: The deprecated extensions hold the text without a DER type.
_DEPRECATED = {
    1: "{iss}",
    2: "{event_name}",
    3: "{sha}",
    4: "{workflow}",
    5: "{repository}",
    6: "{ref}",
}
#: The other extensions hold a DER UTF8String. Number 7 is not used for tokens of CI services.
_CURRENT = {
    8: "{iss}",
    9: _GITHUB + "/{job_workflow_ref}",
    10: "{job_workflow_sha}",
    11: "{runner_environment}",
    12: _GITHUB + "/{repository}",
    13: "{sha}",
    14: "{ref}",
    15: "{repository_id}",
    16: _GITHUB + "/{repository_owner}",
    17: "{repository_owner_id}",
    18: _GITHUB + "/{workflow_ref}",
    19: "{workflow_sha}",
    20: "{event_name}",
    21: _GITHUB + "/{repository}/actions/runs/{run_id}/attempts/{run_attempt}",
    22: "{repository_visibility}",
}


def subject(claims: Mapping[str, object]) -> x509.SubjectAlternativeName:
    """The URI of the signing workflow; raises KeyError for a missing claim."""
    uri = f"{_GITHUB}/{claims['job_workflow_ref']}"
    return x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri)])


def extensions(claims: Mapping[str, object]) -> list[x509.UnrecognizedExtension]:
    """All 21 extensions in the order of their numbers; raises KeyError for a missing claim."""
    deprecated = {n: text.format_map(claims).encode() for n, text in _DEPRECATED.items()}
    current = {n: asn1.encode_der(text.format_map(claims)) for n, text in _CURRENT.items()}
    return [
        x509.UnrecognizedExtension(x509.ObjectIdentifier(f"{_OID_PREFIX}.{number}"), value)
        for number, value in {**deprecated, **current}.items()
    ]
