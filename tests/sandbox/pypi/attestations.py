"""Attestations that come with an upload, and the provenance that the index keeps of them.

Source: warehouse/attestations/services.py.
"""

from __future__ import annotations

from typing import Any, NoReturn

from pydantic import TypeAdapter, ValidationError
from pypi_attestations import (
    Attestation,
    AttestationBundle,
    AttestationType,
    Distribution,
    GitHubPublisher,
    Provenance,
    VerificationError,
)

from tests.sandbox.pypi.dependencies import Services
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import Publisher

SUPPORTED = (AttestationType.PYPI_PUBLISH_V1, AttestationType.SLSA_PROVENANCE_V1)
ATTESTATIONS = TypeAdapter(list[Attestation])


def _bad(detail: str) -> NoReturn:
    refuse("attestation-failure", detail=detail)


def identity(publisher: Publisher) -> GitHubPublisher:
    return GitHubPublisher(
        repository=f"{publisher.owner}/{publisher.repository}",
        workflow=publisher.workflow,
        environment=publisher.environment or None,
    )


def check_attestations(
    text: str, publisher: Publisher | None, dist: Distribution, services: Services
) -> dict[str, Any]:
    """The provenance that `text` adds up to, each attestation in it verified for `dist`.

    Refuses the first that is not. The answer is what the Integrity API shows.
    """
    if publisher is None:
        _bad("Attestations are only supported when using Trusted Publishing")
    try:
        attestations = ATTESTATIONS.validate_json(text)
    except ValidationError as error:
        _bad(f"Malformed attestations: {error}")
    if not attestations:
        _bad("Malformed attestations: an empty attestation set is not permitted")
    if len(attestations) > len(SUPPORTED):
        _bad(f"A maximum of {len(SUPPORTED)} attestations per file are supported")
    _check_types([_verify(one, identity(publisher), dist, services) for one in attestations])
    bundle = AttestationBundle(publisher=identity(publisher), attestations=attestations)
    return Provenance(attestation_bundles=[bundle]).model_dump(mode="json")


def _verify(
    attestation: Attestation, publisher: GitHubPublisher, dist: Distribution, services: Services
) -> str:
    try:
        return services.verify(attestation, publisher, dist)
    except VerificationError as error:
        _bad(f"Could not verify the uploaded artifact using the included attestation: {error}")
    except Exception as error:  # sigstore's own, of any kind
        _bad(f"Unknown error while trying to verify included attestations: {error}")


def _check_types(predicate_types: list[str]) -> None:
    supported = {kind.value for kind in SUPPORTED}
    for at, kind in enumerate(predicate_types):
        if kind not in supported:
            _bad(f"Attestation with unsupported predicate type: {kind}")
        if kind in predicate_types[:at]:
            _bad("Multiple attestations for the same file with the same predicate type "
                 f"({kind}) are not supported")  # fmt: skip
