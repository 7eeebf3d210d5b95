"""What a GitHub Actions token says, as the certificate extensions that Fulcio makes of it.

The directory of numbers: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
"""

from __future__ import annotations

from collections.abc import Mapping

from cryptography import x509
from cryptography.hazmat import asn1

ISSUER = "https://token.actions.githubusercontent.com"
_ARC = "1.3.6.1.4.1.57264.1"
_GITHUB = "https://github.com"

#: The deprecated extensions hold the bare text.
_BARE = {
    1: "{iss}",
    2: "{event_name}",
    3: "{sha}",
    4: "{workflow}",
    5: "{repository}",
    6: "{ref}",
}
#: Their successors hold a DER UTF8String. 7 is a kind of subject that no CI uses.
_DER = {
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
    """The workflow that signs, as a URI; KeyError names a claim that is missing."""
    uri = f"{_GITHUB}/{claims['job_workflow_ref']}"
    return x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri)])


def extensions(claims: Mapping[str, object]) -> list[x509.UnrecognizedExtension]:
    """All 21 extensions in the order of their numbers; KeyError names a claim that is missing."""
    bare = {n: text.format_map(claims).encode() for n, text in _BARE.items()}
    der = {n: asn1.encode_der(text.format_map(claims)) for n, text in _DER.items()}
    return [
        x509.UnrecognizedExtension(x509.ObjectIdentifier(f"{_ARC}.{number}"), value)
        for number, value in {**bare, **der}.items()
    ]
