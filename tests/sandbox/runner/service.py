"""What a job may ask for on loopback: leave to start, and an OIDC token."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ..github import protection, pulls
from ..github.oidc import Issuer, claims
from ..github.runs import Annotation, Job, Run
from ..github.state import State
from .runner import Runner

#: How often a waiting job looks whether somebody has approved it, seconds.
LOOK = 0.05


class JobService:
    """`/gate/RUN/JOB` and `/token/RUN/JOB`; a token is given only with the job's own secret."""

    def __init__(self, state: Callable[[], State], runner: Runner, issuer: Issuer) -> None:
        self._state, self._runner, self._issuer = state, runner, issuer
        self._bearers: dict[tuple[int, str], str] = {}
        routes = [
            Route("/gate/{run:int}/{job}", self.gate),
            Route("/token/{run:int}/{job}", self.token),
        ]
        self.app = Starlette(routes=routes)

    def _find(self, request: Request) -> tuple[Run, Job]:
        attempt = self._runner.active(request.path_params["run"])
        if attempt is None:
            raise HTTPException(404)
        run = attempt.run
        job = next(job for job in run.jobs if job.key == request.path_params["job"])
        return run, job

    async def gate(self, request: Request) -> Response:
        """200 with lines for GITHUB_ENV when the job may start, 403 when it may not."""
        run, job = self._find(request)
        name = request.query_params.get("environment", "")
        refusal = await self._wait(run, job, name) if name else None
        if refusal is not None:
            job.annotations.append(Annotation("failure", refusal))
            job.started_at = time.time()
            return PlainTextResponse("", status_code=403)
        if not any(other.status == "waiting" for other in run.jobs):
            run.status = "in_progress"
        if not self._may_have_token(run, job) or pulls.from_fork(run.payload, run.event):
            return PlainTextResponse("")
        return PlainTextResponse(self._token_variables(run, job))

    def _may_have_token(self, run: Run, job: Job) -> bool:
        attempt = self._runner.active(run.id)
        return attempt is not None and attempt.plan.may_have_token(job.key, job.path)

    async def _wait(self, run: Run, job: Job, name: str) -> str | None:
        environment = protection.environment(self._state(), name, time.time())
        job.environment = name
        if refusal := protection.refusal(environment, run.ref):
            return refusal
        if not environment.reviewers:
            return None
        job.status = run.status = "waiting"
        while (review := run.reviews.get(environment.name.lower())) is None:
            if self._runner.active(run.id) is None:
                return "The run was ended."
            await asyncio.sleep(LOOK)
        job.status = "queued"
        return None if review == "approved" else "This job was rejected."

    def _token_variables(self, run: Run, job: Job) -> str:
        bearer = self._bearers[run.id, job.key] = secrets.token_hex(16)
        url = f"http://127.0.0.1:{self._runner.port}/token/{run.id}/{job.key}?api-version=2.0"
        return f"ACTIONS_ID_TOKEN_REQUEST_URL={url}\nACTIONS_ID_TOKEN_REQUEST_TOKEN={bearer}\n"

    async def token(self, request: Request) -> Response:
        run, job = self._find(request)
        bearer = request.headers.get("authorization", "").rpartition(" ")[2]
        if bearer != self._bearers.get((run.id, job.key)):
            return JSONResponse({"message": "Forbidden"}, status_code=403)
        audience = request.query_params.get("audience")
        audience = audience or f"https://github.com/{self._state().owner.login}"
        return JSONResponse({"value": self._issuer.token(audience, self._claims(run, job))})

    def _claims(self, run: Run, job: Job) -> dict[str, str]:
        called = f"{self._state().full_name}/{job.path}@{run.ref}" if job.path else None
        return claims(self._state(), run, job, called)
