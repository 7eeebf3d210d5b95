"""The attestations of an upload: their verification, and the provenance that the index stores.

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

from tests.sandbox.network.service_errors import is_own
from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import Publisher

SUPPORTED = (AttestationType.PYPI_PUBLISH_V1, AttestationType.SLSA_PROVENANCE_V1)
ATTESTATIONS = TypeAdapter(list[Attestation])


def _refuse(detail: str) -> NoReturn:
    refuse("attestation-failure", detail=detail)


def trusted_publisher(publisher: Publisher) -> GitHubPublisher:
    return GitHubPublisher(
        repository=f"{publisher.owner}/{publisher.repository}",
        workflow=publisher.workflow,
        environment=publisher.environment or None,
    )


def check_attestations(
    text: str, publisher: Publisher | None, dist: Distribution, dependencies: Dependencies
) -> dict[str, Any]:
    """Verify each attestation in `text` for `dist`; return the provenance for the Integrity API.

    Refuse by the first attestation that is not valid.
    """
    if publisher is None:
        _refuse("Attestations are only supported when using Trusted Publishing")
    try:
        attestations = ATTESTATIONS.validate_json(text)
    except ValidationError as error:
        _refuse(f"Malformed attestations: {error}")
    if not attestations:
        _refuse("Malformed attestations: an empty attestation set is not permitted")
    if len(attestations) > len(SUPPORTED):
        _refuse(f"A maximum of {len(SUPPORTED)} attestations per file are supported")
    trusted = trusted_publisher(publisher)
    types = [_verify(attestation, trusted, dist, dependencies) for attestation in attestations]
    _check_types(types)
    bundle = AttestationBundle(publisher=trusted, attestations=attestations)
    return Provenance(attestation_bundles=[bundle]).model_dump(mode="json")


def _verify(
    attestation: Attestation,
    publisher: GitHubPublisher,
    dist: Distribution,
    dependencies: Dependencies,
) -> str:
    try:
        return dependencies.verify(attestation, publisher, dist)
    except VerificationError as error:
        _refuse(f"Could not verify the uploaded artifact using the included attestation: {error}")
    except Exception as error:  # Sigstore raises many types.
        if is_own(error):
            raise
        _refuse(f"Unknown error while trying to verify included attestations: {error}")


def _check_types(predicate_types: list[str]) -> None:
    supported = {kind.value for kind in SUPPORTED}
    for at, kind in enumerate(predicate_types):
        if kind not in supported:
            _refuse(f"Attestation with unsupported predicate type: {kind}")
        if kind in predicate_types[:at]:
            _refuse("Multiple attestations for the same file with the same predicate type "
                 f"({kind}) are not supported")  # fmt: skip
