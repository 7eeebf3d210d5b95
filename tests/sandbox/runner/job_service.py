"""What a job may ask for on loopback: leave to start, and an OIDC token."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.sandbox.github import protection, pulls, start_up
from tests.sandbox.github.oidc import Issuer, claims
from tests.sandbox.github.refusals import CATALOGUE, Listener, Refused, refuse
from tests.sandbox.github.runs import Annotation, Job, Run
from tests.sandbox.github.state import State
from tests.sandbox.runner.action_catalogue import Use
from tests.sandbox.runner.run_record import fail_set_up
from tests.sandbox.runner.runner import Runner

#: How often a waiting job looks whether somebody has approved it, seconds.
LOOK = 0.05


class JobService:
    """`/gate/RUN/JOB` and `/token/RUN/JOB`; a token is given only with the job's own secret."""

    def __init__(
        self, state: Callable[[], State], runner: Runner, issuer: Issuer, refused: Listener
    ) -> None:
        self._state, self._runner, self._issuer = state, runner, issuer
        self._refused = refused
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
        try:
            if name:
                await self._wait(run, job, name)
            if problem := self._set_up_problem(run, job):
                fail_set_up(job, problem.tell(self._refused))
                return PlainTextResponse("", status_code=403)
        except Refused as refusal:
            self._turn_away(job, refusal.tell(self._refused))
            return PlainTextResponse("", status_code=403)
        if not any(other.status == "waiting" for other in run.jobs):
            run.status = "in_progress"
        system = f"SANDBOX_RUNNER_OS={self._system(run, job)}\n"
        if silence := self._no_identity(run, job):
            if any(use.asks_for_identity for use in self._uses(run, job)):
                Refused(silence, {"job": job.key}).tell(self._refused)
            return PlainTextResponse(system)
        return PlainTextResponse(system + self._token_variables(run, job))

    def _system(self, run: Run, job: Job) -> str:
        attempt = self._runner.active(run.id)
        return attempt.plan.system(job.key, job.path) if attempt else "Linux"

    def _uses(self, run: Run, job: Job) -> list[Use]:
        attempt = self._runner.active(run.id)
        return attempt.plan.uses_of(job.key, job.path) if attempt else []

    def _set_up_problem(self, run: Run, job: Job) -> Refused | None:
        """Why the runner cannot fetch the job's actions."""
        uses, state = self._uses(run, job), self._state()
        loose = [use.action for use in uses if not use.pinned]
        if state.policy.pinned and loose:
            values = {"actions": start_up.named(loose), "repository": state.full_name}
            return Refused("action-not-pinned", values)
        lost = next((use for use in uses if not use.exists()), None)
        if lost is None:
            return None
        values = {"name": lost.name, "ref": lost.ref, "quoted": quote(lost.ref, safe="")}
        return Refused("action-ref-not-found", values)

    def _no_identity(self, run: Run, job: Job) -> str | None:
        """Which refusal it is that the job gets no token variables; None when it gets them."""
        attempt = self._runner.active(run.id)
        if pulls.from_fork(run.payload, run.event):
            return "pull-request-from-fork"
        if attempt is None or not attempt.plan.may_have_token(job.key, job.path):
            return "missing-id-token-permission"
        return None

    async def _wait(self, run: Run, job: Job, name: str) -> None:
        """Wait for the environment's leave. Raises Refused when it is not given."""
        environment = protection.environment(self._state(), name, time.time())
        job.environment = name
        if refusal := protection.refusal(environment, run.ref):
            raise refusal
        if not environment.reviewers:
            return
        job.status = run.status = "waiting"
        while (review := run.reviews.get(environment.name.lower())) is None:
            if self._runner.active(run.id) is None:
                raise HTTPException(403)  # The run was ended.
            await asyncio.sleep(LOOK)
        job.status = "queued"
        if review != "approved":
            refuse("deployment-rejected")

    def _turn_away(self, job: Job, words: str) -> None:
        """A job that an environment does not admit never gets a runner, so it has no steps."""
        said = [words, CATALOGUE["deployment-rejected"].says]
        job.annotations += [Annotation("failure", each) for each in dict.fromkeys(said)]
        job.started_at, job.steps = time.time(), []

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
