"""GitHub's OIDC issuer: signs a token with the claims of one job (GitHub's OIDC reference)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.sandbox.github import pulls
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.github.state import State
from tests.sandbox.oidc_issuer import GITHUB_ISSUER

#: The lifetime of GitHub's tokens, seconds.
LIFETIME = 300


class Issuer:
    """Each instance generates an RSA key; `now` returns seconds since the epoch."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._key = rsa.generate_private_key(65537, 2048)
        self._kid, self._now = str(uuid.uuid4()), now
        #: A fault: each of the next tokens lacks one of these claims, in this order.
        self.omitted_claims: list[str] = []

    def keys(self) -> tuple[jwt.PyJWK, ...]:
        """The keys that GitHub publishes at `/.well-known/jwks`."""
        return (public_jwk(self._key, self._kid),)

    def token(self, audience: str, claims: dict[str, str]) -> str:
        now = int(self._now())
        times = {"iat": now, "nbf": now - 5, "exp": now + LIFETIME}
        body = {"jti": str(uuid.uuid4()), "iss": GITHUB_ISSUER, "aud": audience, **claims, **times}
        if self.omitted_claims:
            del body[self.omitted_claims.pop(0)]
        return jwt.encode(body, self._key, "RS256", {"kid": self._kid})


def public_jwk(key: rsa.RSAPrivateKey, kid: str) -> jwt.PyJWK:
    """The public half of `key`, with the members that a key in GitHub's JWKS has."""
    described = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return jwt.PyJWK({**described, "kid": kid, "alg": "RS256", "use": "sig"})


def claims(state: State, run: Run, job: Job, job_workflow: str | None = None) -> dict[str, str]:
    """The claims that GitHub computes; `job_workflow` is the called reusable workflow, if any."""
    workflow = f"{state.full_name}/{run.path}@{run.ref}"
    subject = "pull_request" if run.event == "pull_request" else f"ref:{run.ref}"
    subject = f"environment:{job.environment}" if job.environment else subject
    return {
        "sub": f"repo:{state.full_name}:{subject}",
        **_repository_claims(state),
        **_run_claims(state, run),
        "workflow": run.name,
        "workflow_ref": workflow,
        "workflow_sha": run.sha,
        "job_workflow_ref": job_workflow or workflow,
        "job_workflow_sha": run.sha,
        "runner_environment": "github-hosted",
        **({"environment": job.environment} if job.environment else {}),
    }


def _repository_claims(state: State) -> dict[str, str]:
    return {
        "repository": state.full_name,
        "repository_id": str(state.repository_id),
        "repository_owner": state.owner.login,
        "repository_owner_id": str(state.owner.id),
        "repository_visibility": "private" if state.private else "public",
    }


def _run_claims(state: State, run: Run) -> dict[str, str]:
    return {
        "ref": run.ref,
        "ref_type": "tag" if run.ref.startswith("refs/tags/") else "branch",
        "ref_protected": "false",
        "sha": run.sha,
        "run_id": str(run.id),
        "run_number": str(run.number),
        "run_attempt": str(run.attempt),
        "actor": run.actor,
        "actor_id": str(state.users[run.actor].id),
        "event_name": run.event,
        **pulls.refs(run.payload),
    }
