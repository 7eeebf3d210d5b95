"""The token exchange: a GitHub OIDC token for an API token (warehouse/oidc/views.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jwt
from pydantic import BaseModel, StrictStr, ValidationError

from tests.sandbox.oidc_issuer import GITHUB_ISSUER
from tests.sandbox.pypi import macaroons, pending_publishers, security_history
from tests.sandbox.pypi import publisher_match as matching
from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.names import check_creation
from tests.sandbox.pypi.publisher_match import AlreadyUsed, Claims
from tests.sandbox.pypi.refusals import Refused, refuse
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import PendingPublisher, Publisher, State

#: issuer -> (PyPI's name for it, the flag that disables it)
ISSUERS = {
    GITHUB_ISSUER: ("github", "disallow-github-oidc"),
    "https://gitlab.com": ("gitlab", "disallow-gitlab-oidc"),
    "https://accounts.google.com": ("google", "disallow-google-oidc"),
    "https://platform.activestate.com/api/v1/oauth/oidc": (
        "activestate", "disallow-activestate-oidc",
    ),
    "https://oidc.circleci.com/org/": ("circleci", "disallow-circleci-oidc"),
}  # fmt: skip
#: Seconds: of an API token that is minted, and by which clocks may differ.
LIFETIME = 900
LEEWAY = 30


class TokenPayload(BaseModel):
    token: StrictStr


def mint(
    state: State, site: Site, dependencies: Dependencies, body: bytes, host: str
) -> dict[str, Any]:
    """Return the JSON with the API token, which `host` issues.

    Raises ServerError for claims of types that GitHub never sends.
    """
    text = _payload(body)
    issuer = _issuer(text)
    service, flag = ISSUERS.get(issuer, ("", ""))
    if not service:
        refuse("unknown-issuer")
    if state.flags & {"disallow-oidc", flag}:
        refuse("oidc-not-enabled", service=service)
    keys = dependencies.issuer_keys() if issuer == GITHUB_ISSUER else ()
    claims = _verified(text, issuer, site.audience, keys)
    _use_pending(state, claims, dependencies.now())
    publisher = _find_publisher(state, claims, dependencies.now())
    return _token(state, publisher, claims, dependencies.now(), host)


def _payload(body: bytes) -> str:
    try:
        text = TokenPayload.model_validate_json(body).token
    except ValidationError as error:
        refuse("invalid-payload", error=error)
    # PyPI's base64 decoder accepts the signature in both alphabets.
    signed_part, dot, signature = text.rpartition(".")
    return signed_part + dot + signature.replace("+", "-").replace("/", "_")


def _issuer(text: str) -> str:
    try:
        issuer = jwt.decode(text, options={"verify_signature": False})["iss"]
    except Exception:  # PyPI catches every exception here, too.
        refuse("malformed-jwt")
    return issuer if isinstance(issuer, str) else ""


def _verified(text: str, issuer: str, audience: str, keys: Sequence[jwt.PyJWK]) -> Claims:
    try:
        kid = jwt.get_unverified_header(text)["kid"]
        key = next(known for known in keys if known.key_id == kid)
        claims: dict[str, Any] = jwt.decode(
            text, key, algorithms=["RS256"], audience=audience, issuer=issuer, leeway=LEEWAY,
            options={"require": ["iss", "iat", "exp", "aud"], "strict_aud": True},
        )  # fmt: skip
    except Exception:  # PyJWT does not wrap the exceptions of the libraries below it.
        refuse("invalid-token")
    return claims


def _use_pending(state: State, claims: Claims, now: float) -> None:
    """Convert the pending publisher that matches `claims`, if there is one."""
    try:
        registered, is_used = state.pending.values(), _is_used(state, now)
        pending = matching.find(registered, claims, is_used, PendingPublisher)
    except (AlreadyUsed, Refused):  # An ordinary publisher may match.
        return
    if state.project(pending.project_name):
        del state.pending[pending.id]
        refuse("invalid-pending-publisher")
    check_creation(state, pending.project_name)
    pending_publishers.convert(state, pending, now)


def _is_used(state: State, now: float) -> Callable[[str], bool]:
    return lambda jti: now < state.used_jti.get(jti, 0)


def _find_publisher(state: State, claims: Claims, now: float) -> Publisher:
    try:
        return matching.find(state.publishers.values(), claims, _is_used(state, now), Publisher)
    except AlreadyUsed:
        refuse("invalid-reuse-token")


def _token(
    state: State, publisher: Publisher, claims: Claims, now: float, host: str
) -> dict[str, Any]:
    expires = int(now) + LIFETIME
    scope = [project.id for project in state.projects_of(publisher)]
    for project in scope:
        event, by = "Short-lived API token created", f"Workflow: {publisher.workflow}"
        security_history.record(state, now, project, event, by)
    text, _ = macaroons.issue(
        state, host, [[4, publisher.id], [2, scope], [0, expires, int(now)]],
        publisher=publisher.id, claims={"ref": claims.get("ref"), "sha": claims.get("sha")},
    )  # fmt: skip
    if jti := claims["jti"]:
        # Five seconds longer than the token is valid, so that the two limits cannot race.
        state.used_jti[str(jti)] = claims["exp"] + 5
    return {"success": True, "token": text, "expires": expires}
