"""The token exchange of pypa/gh-action-pypi-publish (its oidc-exchange.py)."""

from __future__ import annotations

import base64
import json
import os
import sys
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import urlsplit

import id as oidc

from tests.sandbox.runner import exchange_messages

_CLAIMS = (
    "sub", "repository", "repository_owner", "repository_owner_id", "workflow_ref",
    "job_workflow_ref", "ref", "environment",
)  # fmt: skip


def token(repository_url: str) -> str:
    """The upload token for the index; a refusal ends the process with the action's message."""
    domain = urlsplit(repository_url).netloc
    audience = _audience(domain)
    try:
        identity = oidc.detect_credential(audience)
        if identity is None:
            raise oidc.IdentityError("Attempted to discover OIDC in broken environment")
    except oidc.IdentityError as error:
        message = exchange_messages.FORK if _from_fork() else exchange_messages.NO_IDENTITY
        _die(message.format(identity_error=error))
    claims = _claims(identity)
    if claims.get("workflow_ref") != claims.get("job_workflow_ref"):
        _warn(exchange_messages.REUSABLE.format(**claims))
    return _mint(f"https://{domain}/_/oidc/mint-token", identity, claims)


def _audience(domain: str) -> str:
    status, body = _request(f"https://{domain}/_/oidc/audience")
    if status == 200:
        return str(json.loads(body)["audience"])
    phrase = HTTPStatus(status).phrase
    reason = {
        403: "has trusted publishing disabled",
        404: "does not indicate trusted publishing support",
    }.get(status, f"responded with unexpected {status}: {phrase}")
    _die(f"audience retrieval failed: repository at {domain} {reason}")


def _mint(url: str, identity: str, claims: dict[str, Any]) -> str:
    status, body = _request(url, {"token": identity})
    try:
        answer = json.loads(body)
    except ValueError:
        _die(exchange_messages.NO_JSON.format(status_code=status))
    if status >= 400:
        reasons = "\n".join(f"* `{e['code']}`: {e['description']}" for e in answer["errors"])
        shown = {name: str(claims.get(name, "MISSING")) for name in _CLAIMS}
        rendered = exchange_messages.CLAIMS.format(**shown)
        _die(exchange_messages.REFUSED.format(reasons=reasons, rendered_claims=rendered))
    minted = answer.get("token")
    if minted is None:
        _die(exchange_messages.NO_TOKEN)
    print(f"::add-mask::{minted}", flush=True)
    return str(minted)


def _request(url: str, body: dict[str, str] | None = None) -> tuple[int, bytes]:
    data = None if body is None else json.dumps(body).encode()
    prepared = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(prepared, timeout=5) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _claims(identity: str) -> dict[str, Any]:
    payload = identity.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return claims


def _from_fork() -> bool:
    if os.environ.get("GITHUB_EVENT_NAME") != "pull_request":
        return False
    with open(os.environ["GITHUB_EVENT_PATH"], "rb") as event:
        return bool(json.load(event)["pull_request"]["head"]["repo"]["fork"])


def _summarize(text: str) -> None:
    with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as summary:
        print(text, file=summary)


def _warn(message: str) -> None:
    _summarize(message)
    print(f"::warning::Potential workflow misconfiguration: {_escape(message)}", flush=True)


def _die(message: str) -> NoReturn:
    _summarize(exchange_messages.SUMMARY.format(message=message))
    print(f"::error::Trusted publishing exchange failure: {_escape(message)}", flush=True)
    sys.exit(1)


def _escape(message: str) -> str:
    """Encode line breaks as workflow commands require."""
    return message.replace("\n", "%0A")
