"""Refusals that need no page, and pages that cannot be acted out: each with its reason."""

_HAND_MADE = "only a client that somebody writes by hand sends such a request"
_FORM = "a web form says it beside the field that it is about, and no log holds it"
_PROVENANCE = "the Integrity API's: verify/provenance.md shows what the client makes of it"

#: What the stand-ins can refuse and no page explains.
UNEXPLAINED: dict[str, str] = {
    "field-is-a-file": _HAND_MADE,
    "invalid-payload": _HAND_MADE,
    "malformed-jwt": _HAND_MADE,
    "no-digest": _HAND_MADE,
    "no-file": _HAND_MADE,
    "unknown-protocol": _HAND_MADE,
    "unknown-issuer": "GitHub is the only issuer of this project's tokens",
    "name-exists": "two first uploads within one second; later it is not-project-member",
    "organization-inactive": "the sentence itself names the address to write to",
    "form-forbidden": _FORM,
    "form-has-environment": _FORM,
    "form-invalid": _FORM,
    "form-invalid-id": _FORM,
    "form-not-constrained": _FORM,
    "form-not-of-project": _FORM,
    "github-unknown-owner": _FORM,
    "login-required": _FORM,
    "pending-for-other-project": _FORM,
    "pending-registered": _FORM,
    "publisher-registered": _FORM,
    "no-provenance": _PROVENANCE,
    "provenance-disabled": _PROVENANCE,
    "provenance-not-acceptable": _PROVENANCE,
}

#: Pages with `acted: false`, and what the sandbox lacks to act them out.
NOT_ACTED: dict[str, str] = {
    "action-image-not-found": "a registry of container images, and something that runs them",
    "composite-action-nesting": "a registry of container images, and something that runs them",
}
