"""Refusals without a page, and pages whose failure is not reproduced, each with its reason."""

_HAND_MADE = "only a hand-written client sends such a request"
_FORM = "a web form shows it beside the field, and no log contains it"
_PROVENANCE = "a refusal of the Integrity API; verify/provenance.md shows what the client prints"

#: Refusals of the stand-ins that no page explains.
UNEXPLAINED: dict[str, str] = {
    "field-is-a-file": _HAND_MADE,
    "invalid-payload": _HAND_MADE,
    "malformed-jwt": _HAND_MADE,
    "no-digest": _HAND_MADE,
    "no-file": _HAND_MADE,
    "unknown-protocol": _HAND_MADE,
    "unknown-issuer": "GitHub is the only issuer of this project's tokens",
    "name-exists": "two first uploads within one second; later the refusal is not-project-member",
    "organization-inactive": "the message itself names the address to write to",
    "collaborator-already": _FORM,
    "collaborator-invited": _FORM,
    "collaborator-unverified": _FORM,
    "form-forbidden": _FORM,
    "form-has-environment": _FORM,
    "form-invalid": _FORM,
    "form-invalid-id": _FORM,
    "form-not-constrained": _FORM,
    "form-not-of-project": _FORM,
    "github-unknown-owner": _FORM,
    "pending-for-other-project": _FORM,
    "pending-registered": _FORM,
    "publisher-registered": _FORM,
    "no-provenance": _PROVENANCE,
    "provenance-disabled": _PROVENANCE,
    "provenance-not-acceptable": _PROVENANCE,
}

#: Pages with `acted: false`, and what the sandbox lacks to reproduce their failure.
NOT_REPRODUCED: dict[str, str] = {
    "action-image-not-found": "a registry of container images, and something that runs them",
    "action-image-unreachable": "a registry of container images, and something that runs them",
    "composite-action-nesting": "a registry of container images, and something that runs them",
}
