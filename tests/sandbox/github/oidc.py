"""GitHub's OIDC issuer: signs a token with the claims of one job (its OIDC reference)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.sandbox.github import pulls
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.github.state import State

ISSUER = "https://token.actions.githubusercontent.com"
#: GitHub's tokens live five minutes.
LIFETIME = 300


class Issuer:
    """Holds one RSA key, made fresh for each sandbox."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._key = RSAKey.generate_key(2048, parameters={"use": "sig", "alg": "RS256"})
        self._key.ensure_kid()
        self._now = now
        #: Claims that the next tokens lack, one each.
        self.omitted_claims: list[str] = []

    def keys(self) -> KeySet:
        """The public half, as a JWKS."""
        return KeySet([RSAKey.import_key(self._key.as_dict(private=False))])

    def token(self, audience: str, claims: dict[str, str]) -> str:
        now = int(self._now())
        times = {"iat": now, "nbf": now - 5, "exp": now + LIFETIME}
        body = {"jti": str(uuid.uuid4()), "iss": ISSUER, "aud": audience, **claims, **times}
        if self.omitted_claims:
            del body[self.omitted_claims.pop(0)]
        header = {"alg": "RS256", "typ": "JWT", "kid": self._key.kid}
        return jwt.encode(header, body, self._key)


def claims(state: State, run: Run, job: Job, job_workflow: str | None = None) -> dict[str, str]:
    """The claims that GitHub computes; `job_workflow` is set when a reusable workflow runs."""
    workflow = f"{state.full_name}/{run.path}@{run.ref}"
    subject = "pull_request" if run.event == "pull_request" else f"ref:{run.ref}"
    subject = f"environment:{job.environment}" if job.environment else subject
    optional = {"environment": job.environment} if job.environment else {}
    return {
        "sub": f"repo:{state.full_name}:{subject}",
        "ref": run.ref,
        "ref_type": "tag" if run.ref.startswith("refs/tags/") else "branch",
        "ref_protected": "false",
        "sha": run.sha,
        "repository": state.full_name,
        "repository_id": str(state.repository_id),
        "repository_owner": state.owner.login,
        "repository_owner_id": str(state.owner.id),
        "repository_visibility": "public",
        "run_id": str(run.id),
        "run_number": str(run.number),
        "run_attempt": str(run.attempt),
        "actor": run.actor,
        "actor_id": str(state.users[run.actor].id),
        "event_name": run.event,
        **pulls.refs(run.payload),
        "workflow": run.name,
        "workflow_ref": workflow,
        "workflow_sha": run.sha,
        "job_workflow_ref": job_workflow or workflow,
        "job_workflow_sha": run.sha,
        "runner_environment": "github-hosted",
        **optional,
    }
